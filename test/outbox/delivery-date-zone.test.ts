import { expect, it } from 'vitest'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const HOUR = 3_600_000
const ANN = { by: 'ann' }
const HELD = { state: 'held', reason: 'unknown-article' } as const

const customers = [
  { customer: 'brussels' },
  { customer: 'new-york', timeZone: 'America/New_York' },
  { customer: 'tokyo', timeZone: 'Asia/Tokyo' },
]

/** The order is for today, and the route is paused for some hours from 10:00 in Brussels. */
it.each([
  ['new-york', 15, 'delivered yes'],
  ['new-york', 21, 'held/stale no'],
  ['brussels', 13, 'delivered yes'],
  ['brussels', 15, 'held/stale no'],
  ['tokyo', 4, 'delivered yes'],
  ['tokyo', 6, 'held/stale no'],
])(
  'the delivery date of a customer in %s ends at midnight there: after %s hours the order is %s',
  async (customer, hours, state) => {
    const test = testOutbox({ supplier: supplierWith({ customers }) })
    test.wire.answers(ERP, status(200))
    test.outbox.pause('erp', ANN)
    test.accept({ customer, deliveryDate: '2026-11-24' })
    await test.pass(hours * HOUR)
    test.outbox.resume('erp', ANN)
    await test.pass(1_000)
    expect(test.deliveries()).toEqual([`erp v1 ${state}`])
  },
)

it.each([
  ['a change was discarded', (test: TestOutbox) => test.outbox.discard('order-1', ANN)],
  ['the sender of a change read an error', (test: TestOutbox) => test.outbox.withdraw('order-1', 'lost')],
])('the earlier version counts again at the delivery date of its customer where %s', async (_, undo) => {
  const test = testOutbox({ supplier: supplierWith({ customers }) })
  test.wire.answers(ERP, status(200))
  test.outbox.pause('erp', ANN)
  const order = { customer: 'new-york', deliveryDate: '2026-11-24' }
  test.accept({ ...order, content: 2 })
  await test.pass(15 * HOUR)
  test.accept({ ...order, content: 3, requestId: 'lost', starts: { erp: HELD } })
  undo(test)
  expect(test.deliveries()[0]).toBe('erp v1 waiting no')
  test.outbox.resume('erp', ANN)
  await test.pass(1_000)
  expect(test.deliveries()[0]).toBe('erp v1 delivered yes')
})
