import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/outbox/migrate.ts'
import { type Lease, type LeaseRules, leaseDelivery } from '../../src/outbox/queue.ts'
import { applySequences } from '../../src/outbox/route/customer-sequence.ts'
import { objectSql } from '../../src/platform/sql.ts'
import { countingSql } from './counting-sql.ts'

const ROUTE = 'erp'
const NOW = 1_000_000
const rules: LeaseRules = {
  route: ROUTE,
  destination: 'http://erp.test',
  ranges: { control: null, group: null },
  leaseMs: 60_000,
  whenUncertain: 'resend',
  inSequence: true,
  maxAgeMs: Number.POSITIVE_INFINITY,
  dateAt: () => '2026-01-01',
}

/** Orders of `customers` customers, each pending on one route. `inTurn`: the customers alternate. */
function fill(storage: DurableObjectStorage, orders: number, customers: number, inTurn: boolean): void {
  const customer = inTurn ? `i % ${customers}` : `i / ${Math.ceil(orders / customers)}`
  storage.sql.exec(
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${orders - 1})
     INSERT INTO orders (id, number, customer, version, first_at, search_text)
     SELECT 'id-' || i, 'PO-' || i, 'C-' || (${customer}), 1, i, '' FROM n`,
  )
  storage.sql.exec(
    `INSERT INTO versions (order_id, version, digest, accepted_at, source, first_request, requests, status, metadata)
     SELECT id, 1, id, first_at, 'webhook', id, '[]', 'accepted', '{}' FROM orders`,
  )
  storage.sql.exec(
    `INSERT INTO deliveries (order_id, version, route, state, purpose, next_at, due_since, primary_route)
     SELECT id, 1, '${ROUTE}', 'waiting', 'original', first_at, first_at, '${ROUTE}' FROM orders`,
  )
}

/** Rows that a delivery reads, over the first deliveries of the drain, with so many attempts side by side. */
const readPerDelivery = (orders: number, customers: number, inTurn: boolean, lanes: number): Promise<number> => {
  const name = `sequence-${orders}-${customers}-${inTurn}-${lanes}`
  return runInDurableObject(env.OUTBOX.getByName(name), (_, { storage }) => {
    const plain = objectSql(storage)
    migrate(plain, 1)
    applySequences(plain, [ROUTE])
    fill(storage, orders, customers, inTurn)
    const { sql, counts } = countingSql(storage)
    const busy: Lease[] = []
    const sent = new Map<string, number>()
    let delivered = 0
    while (delivered < DELIVERIES) {
      while (busy.length < lanes) {
        const { lease } = leaseDelivery(sql, rules, NOW)
        if (!lease) break
        busy.push(lease)
      }
      const lease = busy.shift()
      if (!lease) throw new Error('Nothing could be leased.')
      sql.all("UPDATE deliveries SET state = 'delivered', next_at = NULL WHERE order_id = ?", lease.orderId)
      const [order] = plain.all<{ customer: string; seq: number }>(
        'SELECT customer, seq FROM orders WHERE id = ?',
        lease.orderId,
      )
      expect(order?.seq).toBeGreaterThan(sent.get(order?.customer ?? '') ?? 0)
      sent.set(order?.customer ?? '', order?.seq ?? 0)
      delivered++
    }
    return counts.read / delivered
  })
}

const DELIVERIES = 200

describe('a drain of orders that a route sends one after the other for each customer', () => {
  it.each([
    ['one customer', 1, true, 1],
    ['one customer, while an attempt is under way', 1, true, 2],
    ['customers in turn', 50, true, 2],
    ['customers in blocks', 10, false, 2],
  ] as const)(
    'reads as many rows a delivery with 10,000 pending as with 1,000: %s',
    async (_, customers, inTurn, lanes) => {
      const few = await readPerDelivery(1_000, customers, inTurn, lanes)
      const many = await readPerDelivery(10_000, customers, inTurn, lanes)
      expect(many / few).toBeLessThanOrEqual(1.5)
      expect(many).toBeLessThan(300)
    },
  )
})
