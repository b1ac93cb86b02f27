import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { type Answer, cut, status } from '../../fakes/wire.ts'

const MINUTE = 60_000

/** An ERP that answers nothing since before the first minute, and a mail in its place. All orders so far were taken over. */
async function outage() {
  const erp = httpRoute('erp', ERP, { pace: { parallel: 1 }, fallbacks: [{ route: 'desk', afterMinutes: 5 }] })
  const desk = httpRoute('desk', WMS, { document: DESK_MAIL })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, desk] }) })
  test.wire.answers(ERP, status(503))
  test.wire.answers(WMS, status(200))
  for (let at = 0; at < 6; at++) test.accept({ orderId: `order-${at}` })
  await test.pass(6 * MINUTE)
  expect(test.outbox.routes().find(({ route }) => route === 'erp')?.circuit.state).toBe('open')
  const tries = (from: number): number => test.wire.calls.slice(from).filter(({ url }) => url === ERP).length
  return { ...test, tries }
}

describe('a route that did not answer', () => {
  it('is tried before a mail takes over an order, and gets the order once it answers again', async () => {
    const test = await outage()
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'new' })
    await test.pass(3 * MINUTE)
    expect(test.deliveries('new')).toEqual(['erp v1 delivered yes'])
  })

  it.each<[string, Answer, string]>([
    ['does not answer', status(503), 'erp v1 superseded no'],
    ['may have taken the order', cut, 'erp v1 superseded maybe'],
  ])('is tried once, and the mail takes over at its time where it still %s', async (_, answer, erp) => {
    const test = await outage()
    test.wire.answers(ERP, answer)
    const before = test.wire.calls.length
    test.accept({ orderId: 'new' })
    await test.pass(5 * MINUTE - 1)
    expect(test.tries(before)).toBe(1)
    expect(test.outbox.view('new')?.deliveries).toHaveLength(1)
    await test.pass(1_000)
    expect(test.deliveries('new')).toEqual(['desk v1 delivered yes', erp])
  })

  it('is tried once a minute at most, however many orders wait', async () => {
    const test = await outage()
    const before = test.wire.calls.length
    for (let at = 0; at < 60; at++) {
      test.accept({ orderId: `new-${at}` })
      await test.pass(10_000)
    }
    expect(test.tries(before)).toBeGreaterThan(4)
    expect(test.tries(before)).toBeLessThan(11)
  })
})
