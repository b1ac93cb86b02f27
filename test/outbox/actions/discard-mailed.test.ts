import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { type Answer, hanging, status } from '../../fakes/wire.ts'

const HOUR = 3_600_000
const MAILS = 'https://mails.example/'
const WISH = { by: 'An', note: 'The customer is blocked.', mailed: true } as const
const desk = httpRoute('desk', MAILS, {
  document: DESK_MAIL,
})

/** The ERP answers so, and the route `by` brings the order in its place. */
async function brought(answer: Answer, by: 'desk' | 'wms' = 'desk', more: readonly Record<string, unknown>[] = []) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: by, afterMinutes: 1 }] })
  const wms = httpRoute('wms', WMS)
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, by === 'desk' ? desk : wms, ...more] }) })
  test.outbox.makeStatements()
  test.wire.answers(ERP, answer)
  for (const url of [MAILS, WMS]) test.wire.answers(url, status(200))
  test.accept({ customer: 'K-1', deliveryDate: '2026-11-25' })
  await test.pass(2 * 60_000)
  return test
}

const refused = status(422)

describe('an order that the ERP refused, and that only a mail brought', () => {
  it('is discarded: it counts nowhere, and the customer is to be called', async () => {
    const test = await brought(refused)
    expect(test.outbox.discard('order-1', WISH)).toEqual({ ok: true })
    expect(test.deliveries()).toEqual(['desk v1 discarded yes', 'erp v1 discarded no'])
    expect(test.outbox.view('order-1')?.state).toBe('discarded')
    expect(test.outbox.list({ state: 'discarded', text: null, limit: 9, before: null }).rows).toHaveLength(1)
    expect(test.outbox.list({ state: 'settled', text: null, limit: 9, before: null }).rows).toEqual([])
    const desk = test.outbox.desk()
    expect(desk.passed).toEqual([])
    expect(desk.callBacks).toMatchObject([{ customer: 'K-1', orderId: 'order-1', isDiscarded: true }])
    await test.pass(8 * HOUR)
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-24')).toMatchObject([
      { received: 1, delivered: 0, discarded: 1, refusedBefore: 0 },
    ])
    expect(test.outbox.statementsOn('2026-11-24')[0]?.text).not.toContain('Refused')
    expect(test.alerts.filter(({ kind }) => kind === 'resolved').map(({ of }) => of)).toContain('refused')
  })

  it('still has its number: another order with that number is no new order for an ERP', async () => {
    const test = await brought(refused)
    test.outbox.discard('order-1', WISH)
    const [answer] = [test.outbox.view('order-1')?.orderNumber]
    test.accept({ orderId: 'order-2', orderNumber: answer ?? '' })
    expect(test.outbox.view('order-2')?.sameNumber ?? []).toMatchObject([{ orderId: 'order-1' }])
  })

  it('is not discarded twice, and not after a person reported it', async () => {
    const test = await brought(refused)
    test.outbox.discard('order-1', WISH)
    expect(test.outbox.discard('order-1', WISH)).toMatchObject({ ok: false })
    const other = await brought(refused)
    other.outbox.done('order-1', 'erp', { by: 'An' })
    expect(other.outbox.discard('order-1', WISH)).toMatchObject({ ok: false })
  })
})

it('is not discarded by the repeated discard of its change', async () => {
  const test = await brought(refused)
  const starts = { erp: { state: 'held', reason: 'revision' } } as const
  test.accept({ customer: 'K-1', deliveryDate: '2026-11-25', content: 3, starts })
  const change = { by: 'An', note: 'No change.' }
  expect(test.outbox.discard('order-1', change)).toEqual({ ok: true })
  expect(test.outbox.discard('order-1', change)).toMatchObject({ ok: false })
  expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no', 'erp v2 discarded no'])
})

describe('an order that the ERP refused, and that has a second system', () => {
  const wms = httpRoute('wms', WMS)

  it('is discarded for the ERP, and stays at the system that has it', async () => {
    const test = await brought(refused, 'desk', [wms])
    expect(test.deliveries()).toContain('wms v1 delivered yes')
    expect(test.outbox.discard('order-1', WISH)).toEqual({ ok: true })
    expect(test.deliveries()).toEqual(['desk v1 discarded yes', 'erp v1 discarded no', 'wms v1 delivered yes'])
    expect(test.outbox.desk()).toMatchObject({ passed: [], callBacks: [{ customer: 'K-1', isDiscarded: true }] })
    const [listed] = test.outbox.list({ state: null, text: null, limit: 9, before: null }).rows
    expect(listed?.order.shownState).toBe('settled')
  })

  it('is not sent to the system that has not got it yet', async () => {
    const test = await brought(refused, 'desk', [mailboxRoute('box')])
    expect(test.outbox.discard('order-1', WISH)).toEqual({ ok: true })
    expect(test.deliveries()).toEqual(['box v1 discarded no', 'desk v1 discarded yes', 'erp v1 discarded no'])
    expect(test.outbox.view('order-1')?.state).toBe('discarded')
    expect(test.outbox.listMailbox('box')).toEqual([])
  })

  it('waits for an attempt under way', async () => {
    const test = await brought(refused, 'desk', [wms])
    test.wire.answers(WMS, hanging().answer)
    test.accept({ orderId: 'order-2' })
    await test.pass(1_000)
    expect(test.outbox.discard('order-2', WISH)).toMatchObject({ ok: false, status: 409 })
    expect(test.deliveries('order-2')).toContain('desk v1 delivered yes')
  })
})

describe('an order that stays', () => {
  it('is one that another system brought', async () => {
    const test = await brought(refused, 'wms')
    expect(test.outbox.discard('order-1', WISH)).toMatchObject({ ok: false })
    expect(test.deliveries()).toContain('wms v1 delivered yes')
  })

  it('is one that the ERP may have', async () => {
    const test = await brought(() => Promise.reject(new TypeError('Network connection lost.')))
    expect(test.deliveries()).toContain('desk v1 delivered yes')
    expect(test.outbox.discard('order-1', WISH)).toMatchObject({ ok: false })
  })

  it('is one that the ERP has in an earlier version', async () => {
    const test = await brought(status(200))
    test.wire.answers(ERP, refused)
    test.accept({ customer: 'K-1', digest: 'changed', starts: { erp: { state: 'held', reason: 'revision' } } })
    test.outbox.release('order-1', { by: 'An', as: 'replacement' })
    await test.pass(2 * 60_000)
    expect(test.deliveries()).toContain('desk v2 delivered yes')
    expect(test.outbox.discard('order-1', WISH)).toMatchObject({ ok: false })
  })
})
