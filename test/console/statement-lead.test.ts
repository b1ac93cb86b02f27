import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

/** The ERP refuses an order for 25 November, and a mail brings it. A statement is due each day at 18:00. */
async function refused() {
  const fallbacks = [{ route: 'desk', afterMinutes: 10 }]
  const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', WMS, { document: DESK_MAIL })]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes, language: 'en' }) })
  const browser = made.browser({ 'accept-language': 'en' })
  box.wire.answers(ERP, status(422))
  box.wire.answers(WMS, status(200))
  box.outbox.makeStatements()
  box.accept({ orderId: 'order-1', deliveryDate: '2026-11-25' })
  const lead = async (date: string) => {
    await box.pass(Date.parse(`${date}T17:00:00Z`) - box.clock.now())
    box.outbox.makeStatements()
    await browser.signIn('An')
    const { text } = await browser.get(`/console/statements/${date}`)
    const [, tone, sentence] = /class="note verdict (\w+)".*?<h2[^>]*>([^<]+)<\/h2>/s.exec(text) ?? []
    return { tone, sentence, made: box.outbox.statementsOn(date)[0] }
  }
  return { box, lead }
}

describe('the head of a statement', () => {
  it('asks for attention while a person must report what the ERP refused', async () => {
    const { lead } = await refused()
    const { made, ...head } = await lead('2026-11-24')
    expect(head).toEqual({ tone: 'you', sentence: '1 order needs your attention.' })
    expect(made).toMatchObject({ waitingCount: 0, complete: false })
    expect(made?.text).not.toContain('Nothing is waiting.')
  })

  it('says that nobody reported an order before its delivery day was over', async () => {
    const { lead } = await refused()
    await lead('2026-11-25')
    const { made, ...head } = await lead('2026-11-26')
    expect(head.tone).toBe('you')
    expect(head.sentence).toMatch(/^Refused or not taken, and nobody reported or called .* over: 1\.$/)
    expect(made).toMatchObject({ lapsed: 1, complete: false })
  })

  it('is calm once a person reported the order', async () => {
    const { box, lead } = await refused()
    await box.pass(60_000)
    box.outbox.done('order-1', 'erp', { by: 'An' })
    const { made, ...head } = await lead('2026-11-24')
    expect(head).toEqual({ tone: 'ok', sentence: 'Nothing waits.' })
    expect(made).toMatchObject({ complete: true })
    expect(made?.text).toContain('Nothing is waiting.')
  })
})
