import { describe, expect, it } from 'vitest'
import type { Sql, SqlValue } from '../../src/outbox/sql.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { submission, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const supplier = supplierWith()
const OTHER_DAYS = 3_000
const OF_TODAY = 20

/** Every statement, with its values. */
function watched(sql: Sql) {
  const statements: { query: string; bind: readonly SqlValue[] }[] = []
  const all: Sql['all'] = (query, ...bind) => {
    statements.push({ query, bind })
    return sql.all(query, ...bind)
  }
  return { sql: { ...sql, all }, statements }
}

const plan = (sql: Sql, { query, bind }: { query: string; bind: readonly SqlValue[] }): string[] =>
  /^\s*(SELECT|UPDATE|DELETE)/.test(query)
    ? sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bind).map(({ detail }) => detail)
    : []

/** Tables that grow with the orders of years. Few orders are in the indexes of the rare states. */
const GREAT =
  /SCAN (o|orders|v|versions|d|deliveries|t|timeline|e|events|blobs|p|traffic)\b(?! USING (COVERING )?INDEX (open|refused|refused_before|taken_over|discarded|held_deliveries|refused_deliveries|late_deliveries|unknown_numbers))/

describe('the first page of an outbox with the orders of years', () => {
  const bare = nodeSql()
  const { sql, statements } = watched(bare)
  const box = testOutbox({ supplier, sql })
  const cutOff = (days: number): number => box.clock.now() + days * 86_400_000
  bare.atomically(() => {
    for (let at = 0; at < OTHER_DAYS; at++)
      box.outbox.accept(submission(supplier, { orderId: `old-${at}`, cutOff: cutOff(-1) }))
    bare.all(
      "UPDATE deliveries SET state = 'delivered', reached = 'yes', next_at = NULL, late_alert_at = NULL, delivered_at = 1",
    )
  })
  for (let at = 0; at < OF_TODAY; at++)
    box.outbox.accept(submission(supplier, { orderId: `new-${at}`, cutOff: cutOff(1) }))
  box.outbox.desk()

  it.each([
    ['desk', () => box.outbox.desk()],
    ['deskTraffic', () => box.outbox.deskTraffic()],
    ['deskCutOffs', () => box.outbox.deskCutOffs()],
    ['routes', () => box.outbox.routes()],
    ['metrics', () => box.outbox.metrics()],
    ['list', () => box.outbox.list({ state: null, text: null, before: null, limit: 6 }).rows],
    ['outlooks', () => box.outbox.outlooks([{ orderId: 'new-1', version: 1, route: 'erp' }])],
    ['events', () => box.outbox.events(50, { action: 'release' }).rows],
  ])('reads by an index, and no table from end to end: %s', (_, work) => {
    statements.length = 0
    work()
    expect(statements.length).toBeGreaterThan(0)
    const scans = statements.flatMap((statement) => plan(bare, statement).filter((detail) => GREAT.test(detail)))
    expect(scans).toEqual([])
  })

  it('reads as many rows as with the orders of today only, but for a step of each scan', () => {
    const rows = (sqlOf: Sql): number => {
      let count = 0
      const counting: Sql = {
        ...sqlOf,
        all: (query, ...bind) => {
          const found = sqlOf.all(query, ...bind)
          count += found.length
          return found as never
        },
      }
      const { outbox } = testOutbox({ supplier, sql: counting })
      outbox.desk()
      count = 0
      outbox.desk()
      outbox.routes()
      return count
    }
    const small = nodeSql()
    const today = testOutbox({ supplier, sql: small })
    for (let at = 0; at < OF_TODAY; at++)
      today.outbox.accept(submission(supplier, { orderId: `new-${at}`, cutOff: cutOff(1) }))
    expect(rows(bare) - rows(small)).toBeLessThanOrEqual(300)
  })

  it('reads a part of thousands of orders that a fallback route brought, or that wait for a number', () => {
    const read = (orders: number): number[] => {
      const { sql, statements } = watched(nodeSql())
      const { outbox } = testOutbox({ supplier, sql })
      sql.atomically(() => {
        for (let at = 0; at < orders; at++) {
          const starts = { erp: { state: 'held', reason: 'unknown-article' } } as const
          outbox.accept(submission(supplier, { orderId: `waits-${at}`, starts }))
          outbox.accept(submission(supplier, { orderId: `passed-${at}` }))
        }
        sql.all(
          `UPDATE deliveries SET state = 'superseded', superseded_from = '{}', next_at = NULL WHERE order_id LIKE 'passed-%'`,
        )
        sql.all(
          `INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route)
           SELECT order_id, 1, 'desk', 'delivered', 'yes', purpose, due_since, 'erp' FROM deliveries WHERE state = 'superseded'`,
        )
      })
      statements.length = 0
      const { passed, open } = outbox.desk()
      const asked = statements.find(({ query }) => query.includes('$.findings'))
      const named: unknown[] = JSON.parse(String(asked?.bind[0]))
      return [passed.length, named.length, open.filter(({ missing }) => missing !== null).length]
    }
    expect(read(20)).toEqual([20, 20, 20])
    expect(read(600)).toEqual([200, 500, 500])
  })

  it('counts orders of earlier days with a coming cut-off', () => {
    expect(box.outbox.deskCutOffs()).toMatchObject([{ orders: OF_TODAY, missing: OF_TODAY }])
  })
})
