import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/outbox/migrate.ts'
import { createCircuitBreaker } from '../../src/outbox/route/circuit-breaker.ts'
import { objectSql } from '../../src/platform/sql.ts'
import { countingSql } from './counting-sql.ts'

const ORDERS = 10_000
const NOW = Date.parse('2026-11-24T08:00:00Z')
const HOUR = 3_600_000
const CUT_OFF = NOW + HOUR
const LAST_CHANCE = CUT_OFF - 120_000

/** Each order waits for its next attempt, an hour later than the probe. The last order has a cut-off before that time. */
function fill({ sql }: DurableObjectStorage): void {
  sql.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ORDERS})
     INSERT INTO orders (id, number, version, first_at, search_text) SELECT 'order-' || i, i, 1, i, i FROM n`,
  )
  sql.exec(
    `INSERT INTO versions (order_id, version, digest, accepted_at, cut_off, source, first_request, requests, status, metadata)
     SELECT id, 1, id, first_at, iif(seq = ${ORDERS}, ${CUT_OFF}, NULL), 'webhook', id, '[]', 'accepted', '{}' FROM orders`,
  )
  sql.exec(
    `INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route, next_at)
     SELECT id, 1, 'erp', 'deferred', 'no', 'original', first_at, 'erp', ${NOW + 2 * HOUR} + seq FROM orders`,
  )
  sql.exec(
    `INSERT INTO routes (route, circuit_opened_at, probe_at, probes, circuit_reason) VALUES ('erp', ${NOW}, ${NOW + 3 * HOUR}, 1, '')`,
  )
}

const opened = (name: string, work: (storage: DurableObjectStorage) => void) =>
  runInDurableObject(env.OUTBOX.getByName(name), (_, { storage }) => {
    migrate(objectSql(storage), 1)
    fill(storage)
    work(storage)
  })

describe('a probe before a cut-off, with 10,000 orders that wait', () => {
  it('moves for the orders that wait, and reads a bounded number of them', () =>
    opened('probe-all', (storage) => {
      const { sql, counts } = countingSql(storage)
      const breaker = createCircuitBreaker(sql, () => [60])
      counts.read = 0
      breaker.advanceProbe(NOW)
      expect(sql.all('SELECT probe_at AS at FROM routes')).toEqual([{ at: LAST_CHANCE }])
      expect(counts.read).toBeLessThan(ORDERS)
    }))

  it('moves for an order that comes, and reads no other order', () =>
    opened('probe-one', (storage) => {
      const { sql, counts } = countingSql(storage)
      const breaker = createCircuitBreaker(sql, () => [60])
      counts.read = 0
      breaker.advanceProbeFor(`order-${ORDERS}`, NOW)
      expect(sql.all('SELECT probe_at AS at FROM routes')).toEqual([{ at: LAST_CHANCE }])
      expect(counts.read).toBeLessThan(20)
    }))

  it('stays where it is while it is under way', () =>
    opened('probe-begun', (storage) => {
      const { sql } = countingSql(storage)
      const breaker = createCircuitBreaker(sql, () => [60])
      const until = CUT_OFF + HOUR
      sql.all("UPDATE deliveries SET state = 'sending', next_at = ? WHERE order_id = 'order-1'", until)
      breaker.begun('erp', until)
      breaker.advanceProbe(NOW)
      expect(sql.all('SELECT probe_at AS at FROM routes')).toEqual([{ at: until }])
    }))
})
