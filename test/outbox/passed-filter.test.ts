import { describe, expect, it } from 'vitest'
import { indexNext, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import type { Sql, SqlValue } from '../../src/outbox/sql.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const ORDERS = 100_000

interface Statement {
  readonly query: string
  readonly bind: readonly SqlValue[]
}

/** An outbox with many delivered orders. Each `every`th order was refused by its first route, and came by another. */
function opened(every: number) {
  const bare = nodeSql()
  const statements: Statement[] = []
  const all: Sql['all'] = (query, ...bind) => {
    statements.push({ query, bind })
    return bare.all(query, ...bind)
  }
  const box = testOutbox({ supplier: supplierWith(), sql: { ...bare, all } })
  bare.atomically(() => {
    const numbered = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ORDERS})`
    bare.all(`${numbered} INSERT INTO orders (id, number, customer, version, first_at, search_text)
      SELECT 'order-' || i, 'PO-' || i, 'C-1', 1, i, 'po-' || i FROM n`)
    bare.all(`${numbered} INSERT INTO versions (order_id, version, digest, accepted_at, source, first_request, requests, status, metadata)
      SELECT 'order-' || i, 1, 'd' || i, i, 'webhook', 'r' || i, '[]', 'accepted', '{}' FROM n`)
    const deliveries = (route: string, columns: string, where: string) =>
      bare.all(`${numbered} INSERT INTO deliveries (order_id, version, route, primary_route, purpose, due_since, state, reached, superseded_from)
        SELECT 'order-' || i, 1, '${route}', 'erp', 'original', i, ${columns} FROM n WHERE ${where}`)
    deliveries('erp', "'delivered', 'yes', NULL", `i % ${every} <> 0`)
    deliveries('erp', "'superseded', 'no', 'refused'", `i % ${every} = 0`)
    deliveries('desk', "'delivered', 'yes', NULL", `i % ${every} = 0`)
  })
  while (indexNext(bare, SEARCHED_ORDERS, 5_000));
  statements.length = 0
  return { box, statements, plans: () => statements.map((one) => planOf(bare, one)) }
}

const planOf = (sql: Sql, { query, bind }: Statement): string =>
  /^\s*SELECT/.test(query)
    ? sql
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bind)
        .map(({ detail }) => detail)
        .join('\n')
    : ''

const passed = { refusedBefore: 'erp', broughtBy: 'desk', dueFrom: null }
const page = (box: ReturnType<typeof opened>['box'], before: number | null) =>
  box.outbox.list({ state: null, text: null, limit: 25, before, passed })
const idsOf = ({ rows }: ReturnType<typeof page>): string[] => rows.map(({ order }) => order.orderId)

describe('the list of orders that another route brought, among 100,000 orders', () => {
  it('reads few orders by the index of their refusals, newest first', () => {
    const { box, plans } = opened(20_000)
    const found = page(box, null)
    expect(idsOf(found)).toEqual([100_000, 80_000, 60_000, 40_000, 20_000].map((at) => `order-${at}`))
    expect(found.next).toBeNull()
    const all = plans().join('\n')
    expect(all).toContain('refused_before')
    expect(all).not.toMatch(/SCAN (o|orders|v|versions|h)\b/)
    expect(all.match(/SCAN d[^\n]*/g) ?? []).toEqual(all.match(/SCAN d USING INDEX refused_before/g) ?? [])
  })

  it('reads the newest orders where an ERP refused very many, and goes on at the next page', () => {
    const { box, statements } = opened(2)
    const first = page(box, null)
    expect(idsOf(first)).toEqual(Array.from({ length: 25 }, (_, at) => `order-${ORDERS - 2 * at}`))
    expect(idsOf(page(box, first.next))[0]).toBe(`order-${ORDERS - 50}`)
    const scans = statements.filter(({ query }) => query.includes('ORDER BY o.seq DESC'))
    for (const { query, bind } of scans)
      expect([query.includes('o.seq >='), bind.length]).toEqual([true, expect.any(Number)])
  })
})
