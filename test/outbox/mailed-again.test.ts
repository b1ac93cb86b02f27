import { describe, expect, it } from 'vitest'
import { eventually } from '../fakes/eventually.ts'
import { deskRoute, mailingOutbox } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const HELD = { state: 'held', reason: 'revision' } as const
const AN = { by: 'An', note: 'Called.' }

/** The ERP answers each version with a status, and a fallback route takes over what the ERP refuses. */
async function opened(first: number, fallback: Record<string, unknown> = deskRoute) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }], cancellations: 'send' })
  const { test, mails } = mailingOutbox({ supplier: supplierWith({ routes: [erp, fallback], language: 'en' }) })
  test.wire.answers(ERP, status(first))
  test.wire.answers(WMS, status(200))
  test.accept({ content: 2 })
  await test.pass(1_000)
  const change = async (release: () => unknown) => {
    test.accept({ content: 7, starts: { erp: HELD } })
    test.wire.answers(ERP, status(422))
    expect(release()).toEqual({ ok: true })
    await test.pass(1_000)
    expect(test.deliveries().at(-2)).toMatch(/^desk v\d delivered/)
  }
  return { test, mails, change }
}

describe('the mail that takes over a change which the ERP refuses too', () => {
  it('says that it replaces the mail that people have, where the change went as a new order', async () => {
    const { test, mails, change } = await opened(422)
    await change(() => test.outbox.release('order-1', { ...AN, as: 'original' }))
    await eventually(() => expect(mails).toHaveLength(2))
    expect(mails[0]?.subject).not.toContain('CHANGED')
    expect(mails[1]?.subject).toContain('CHANGED')
    expect(mails[1]?.text).toMatch(/What changes:\n {2}\S+ {2}2 -> 7 {2}/)
  })

  it('says so too where a person had discarded the first order', async () => {
    const { test, mails, change } = await opened(422)
    expect(test.outbox.discard('order-1', { ...AN, mailed: true })).toEqual({ ok: true })
    await change(() => test.outbox.release('order-1', { ...AN, as: 'original' }))
    await eventually(() => expect(mails).toHaveLength(2))
    expect(mails[1]?.subject).toContain('CHANGED')
  })

  it('says so too where a person sends the change by the mail', async () => {
    const { test, mails } = await opened(422)
    test.accept({ content: 7, starts: { erp: HELD } })
    test.wire.answers(ERP, status(503))
    expect(test.outbox.release('order-1', { ...AN, as: 'original' })).toEqual({ ok: true })
    await test.pass(1_000)
    expect(test.outbox.sendBy('order-1', 'erp', 'desk', AN)).toEqual({ ok: true })
    await test.pass(1_000)
    await eventually(() => expect(mails).toHaveLength(2))
    expect(mails[1]?.subject).toContain('CHANGED')
  })

  it('is an original where the ERP has the first order, and the chef wants both', async () => {
    const { test, mails, change } = await opened(200)
    await change(() => test.outbox.release('order-1', { ...AN, as: 'original' }))
    await eventually(() => expect(mails).toHaveLength(1))
    expect(mails[0]?.subject).not.toContain('CHANGED')
  })

  it('is the only one that replaces: another system gets one more order, as a person chose', async () => {
    const { test, change } = await opened(422, httpRoute('desk', WMS))
    await change(() => test.outbox.release('order-1', { ...AN, as: 'original' }))
    expect(test.outbox.view('order-1')?.deliveries.at(-2)).toMatchObject({ route: 'desk', purpose: 'original' })
  })
})
