import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/outbox/migrate.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import { NEVER } from '../../src/outbox/schema.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { MORNING } from '../fakes/clock.ts'
import { histories } from '../fakes/histories.ts'
import { nodeSql, repeatedSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { putInto, STATES } from '../fakes/states.ts'

const supplier = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
const HOUR = 3_600_000

const step = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    order: fc.nat({ max: 4 }),
    state: fc.constantFrom(...STATES),
    isErp: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('change' as const),
    order: fc.nat({ max: 4 }),
    content: fc.string({ minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('refuse' as const), order: fc.nat({ max: 8 }) }),
  fc.record({
    kind: fc.constantFrom('hold' as const, 'release' as const, 'discard' as const),
    order: fc.nat({ max: 8 }),
  }),
)

const stopped = (sql: Sql) =>
  sql.all('SELECT state, cut_off, seq, version, route FROM stopped_deliveries ORDER BY 1, 2, 3, 4, 5')
const read = (sql: Sql) =>
  sql.all(
    `SELECT d.state, coalesce(v.cut_off, ${NEVER}) AS cut_off, o.seq, d.version, d.route FROM deliveries d
     JOIN orders o ON o.id = d.order_id JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE d.state IN ('held', 'refused') AND d.next_at IS NOT NULL ORDER BY 1, 2, 3, 4, 5`,
  )

describe('the list of held and refused deliveries', () => {
  it('is what a reading of all deliveries finds, whatever happens to them, and so is the list of held orders', () => {
    const sql = repeatedSql(MORNING)
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        sql.restart()
        const test = testOutbox({ supplier, sql })
        for (const [at, one] of steps.entries()) {
          const orderId = `o${one.order}`
          const cutOff = one.order % 2 === 0 ? null : test.clock.now() + at * HOUR
          if (one.kind === 'put') putInto(test.sql, { state: one.state, orderId, route: one.isErp ? 'erp' : 'wms' })
          else if (one.kind === 'change') test.accept({ orderId, digest: one.content, cutOff })
          else if (one.kind === 'refuse')
            test.outbox.keepRefused({
              ...{
                orderId,
                orderNumber: orderId,
                customer: null,
                body: new Uint8Array(),
                problems: '[]',
                deliveryDate: null,
              },
            })
          else test.outbox[one.kind](orderId, { by: 'ann', note: 'because' })
        }
        expect(stopped(test.sql)).toEqual(read(test.sql))
        const all = test.outbox.list({ state: null, text: null, before: null, limit: 100 }).rows
        for (const state of ['held', 'refused'] as const)
          expect(test.outbox.list({ state, text: null, before: null, limit: 100 }).rows).toEqual(
            all.filter(({ order }) => order.state === state),
          )
      }),
      { numRuns: histories(150) },
    )
  })

  it('has the deliveries of an earlier gateway after the migration', () => {
    const sql = nodeSql()
    migrate(sql, 1, migrations.slice(0, 24))
    sql.all("INSERT INTO orders (seq, id, number, version, first_at, search_text) VALUES (7, 'a', 'PO-1', 1, 1, 'a')")
    sql.all(
      `INSERT INTO versions (order_id, version, digest, cut_off, accepted_at, source, first_request, requests, status, metadata)
       VALUES ('a', 1, 'd', 99, 1, 'webhook', 'r', '[]', 'accepted', '{}')`,
    )
    for (const [route, state] of [
      ['erp', 'held'],
      ['wms', 'refused'],
      ['old', 'delivered'],
    ])
      sql.all(
        `INSERT INTO deliveries (order_id, version, route, state, purpose, next_at, due_since, primary_route)
         VALUES ('a', 1, ?1, ?2, 'original', iif(?2 = 'delivered', NULL, ${NEVER}), 1, ?1)`,
        ...[route ?? '', state ?? ''],
      )
    migrate(sql, 2)
    expect(stopped(sql)).toEqual([
      { state: 'held', cut_off: 99, seq: 7, version: 1, route: 'erp' },
      { state: 'refused', cut_off: 99, seq: 7, version: 1, route: 'wms' },
    ])
  })
})
