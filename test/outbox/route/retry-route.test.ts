import { describe, expect, it } from 'vitest'
import type { Sql } from '../../../src/outbox/sql.ts'
import { MORNING } from '../../fakes/clock.ts'
import { migratedSql } from '../../fakes/node-sql.ts'
import { ERP } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { accept, gathering } from '../batch/gathered.ts'

const ANN = { by: 'ann' }
const HOUR = 3_600_000
const MANY = 520
const IDS = Array.from({ length: MANY }, (_, at) => `order-${String(at).padStart(4, '0')}`)

/** The number of deliveries in each state. */
const states = (test: TestOutbox): Readonly<Record<string, number>> =>
  Object.fromEntries(
    test.sql
      .all<{ state: string; count: number }>('SELECT state, count(*) AS count FROM deliveries GROUP BY state')
      .map(({ state, count }) => [state, count]),
  )

/** The idempotency key of each document that was sent, with the number of orders. */
const documents = (test: TestOutbox): string[] =>
  test.wire.calls.map(({ key, body }) => `${key}: ${JSON.parse(body).length} orders`)

/** An outbox with very many orders on a paused route. */
function pausedWithMany(cutOff: number | null = null): TestOutbox {
  const test = testOutbox()
  test.wire.answers(ERP, status(200))
  test.outbox.pause('erp', ANN)
  for (const orderId of IDS) test.accept({ orderId, cutOff })
  return test
}

describe('the retry of a route with very many deliveries', () => {
  it('sends each refused interchange again whole, with the same idempotency key', async () => {
    const test = gathering({ orders: 60, minutes: 60 })
    test.wire.answers(ERP, status(422))
    accept(test, ...IDS)
    await test.pass(HOUR)
    expect(states(test)).toEqual({ refused: MANY })
    const refused = documents(test)
    test.wire.answers(ERP, status(200))
    test.outbox.retryRoute('erp', ANN)
    await test.pass(HOUR)
    expect(states(test)).toEqual({ delivered: MANY })
    expect(documents(test).toSorted()).toEqual([...refused, ...refused].toSorted())
  })

  it('reads neither the interchanges of years nor an interchange once for each member', () => {
    const bare = migratedSql(MORNING)
    const plans: string[] = []
    const all: Sql['all'] = (query, ...bind) => {
      if (/^UPDATE deliveries/.test(query))
        plans.push(...bare.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bind).map(({ detail }) => detail))
      return bare.all(query, ...bind)
    }
    const { outbox } = testOutbox({ sql: { ...bare, all } })
    plans.length = 0
    outbox.retryRoute('erp', ANN)
    expect(plans).toContainEqual(expect.stringContaining('deliveries USING INDEX open'))
    expect(plans.filter((detail) => /SCAN|INDEX members/.test(detail))).toEqual([])
  })

  it('sends a delivery only once when the receiver refuses the delivery meanwhile', async () => {
    const test = pausedWithMany()
    test.sql.all("UPDATE deliveries SET state = 'deferred', next_at = ?", MORNING + HOUR)
    test.outbox.resume('erp', ANN)
    test.wire.answers(ERP, status(422))
    test.outbox.retryRoute('erp', ANN)
    await test.pass(HOUR)
    expect(states(test)).toEqual({ refused: MANY })
    expect(test.wire.calls).toHaveLength(MANY)
  })

  it('sends all overdue deliveries after the cut-off, because a person asked', async () => {
    const test = pausedWithMany(MORNING + HOUR)
    await test.pass(2 * HOUR)
    test.outbox.retryRoute('erp', ANN)
    test.outbox.resume('erp', ANN)
    await test.pass(HOUR)
    expect(states(test)).toEqual({ delivered: MANY })
  })
})
