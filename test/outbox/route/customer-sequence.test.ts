import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEVER } from '../../../src/outbox/schema.ts'
import type { Sql } from '../../../src/outbox/sql.ts'
import { histories } from '../../fakes/histories.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const ANN = { by: 'ann', note: 'by telephone' }
const supplier = (settings: Record<string, unknown>) => supplierWith({ routes: [httpRoute('erp', ERP, settings)] })
const sequenced = supplier({ order: 'customer' })
const free = supplier({})

const stored = (sql: Sql) => sql.all('SELECT route, customer, seq, version, order_id FROM customer_sequence')
const expected = (sql: Sql) =>
  sql.all(
    `SELECT d.route, coalesce(o.customer, char(0) || o.id) AS customer, o.seq, d.version, d.order_id
     FROM deliveries d JOIN orders o ON o.id = d.order_id WHERE d.next_at < ${NEVER} ORDER BY 1, 2, 3, 4`,
  )

const orderId = fc.constantFrom('a', 'b', 'c', 'd')
const step = fc.oneof(
  fc.record({
    does: fc.constant('accept' as const),
    orderId,
    customer: fc.constantFrom('C-1', 'C-2', null),
    content: fc.integer({ min: 1, max: 3 }),
    isHeld: fc.boolean(),
  }),
  fc.record({ does: fc.constantFrom('hold', 'release', 'discard', 'done', 'retry', 'resend'), orderId }),
  fc.record({ does: fc.constant('pass' as const), answer: fc.constantFrom(200, 400, 503) }),
  fc.record({ does: fc.constant('reopen' as const), isSequenced: fc.boolean() }),
)

describe('the sequence of each customer', () => {
  it('has exactly the open deliveries, whatever happened to them and to the configuration', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const test = testOutbox({ supplier: sequenced })
        let isOn = true
        for (const next of steps) {
          if (next.does === 'accept') {
            const { orderId, customer, content, isHeld } = next
            const starts = isHeld ? { erp: { state: 'held', reason: 'quantity' } as const } : undefined
            test.accept({ orderId, customer, content, ...(starts && { starts }) })
          } else if (next.does === 'pass') {
            test.wire.answers(ERP, status(next.answer))
            await test.pass(60_000)
          } else if (next.does === 'reopen') {
            isOn = next.isSequenced
            test.reopen(isOn ? sequenced : free)
          } else if (next.does === 'hold') test.outbox.hold(next.orderId, ANN)
          else if (next.does === 'release') test.outbox.release(next.orderId, ANN)
          else if (next.does === 'discard') test.outbox.discard(next.orderId, ANN)
          else if (next.does === 'done') test.outbox.done(next.orderId, 'erp', ANN)
          else if (next.does === 'retry') test.outbox.retry(next.orderId, 'erp', ANN)
          else test.outbox.resend(next.orderId, 'erp', { ...ANN, intent: 'same' })
          expect(stored(test.sql)).toEqual(isOn ? expected(test.sql) : [])
        }
      }),
      { numRuns: histories(60) },
    ))

  it('holds for orders that waited before the configuration asked for it', async () => {
    const test = testOutbox({ supplier: free })
    for (const id of ['a', 'b']) test.accept({ orderId: id })
    test.reopen(sequenced)
    test.wire.answers(ERP, status(503))
    await test.work()
    expect(test.wire.calls.map(({ body }) => JSON.parse(body).orderNumber)).toEqual(['PO-a'])
  })
})
