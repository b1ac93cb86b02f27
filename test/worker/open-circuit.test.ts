import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { migrate } from '../../src/outbox/migrate.ts'
import { createCircuitBreaker } from '../../src/outbox/route/circuit-breaker.ts'
import { objectSql } from '../../src/platform/sql.ts'
import { countingSql } from './counting-sql.ts'

const ORDERS = 5_000
const NOW = 1_000_000_000
const HOUR = 3_600_000
const MINUTE = 60_000

it('an order that comes while a circuit is open moves the probe, and reads no other waiting order', () =>
  runInDurableObject(env.OUTBOX.getByName('search'), (_, { storage }) => {
    migrate(objectSql(storage), 1)
    const { sql, counts } = countingSql(storage)
    const add = (first: number, last: number, cutOff: number): void => {
      const numbers = `WITH RECURSIVE n(i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`
      sql.all(
        `${numbers} INSERT INTO versions (order_id, version, digest, accepted_at, source, first_request, requests, status, metadata, cut_off)
         SELECT 'circuit-' || i, 1, i, 1, 'webhook', i, '[]', 'accepted', '{}', ${cutOff} FROM n`,
      )
      sql.all(
        `${numbers} INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route, next_at)
         SELECT 'circuit-' || i, 1, 'left-alone', 'deferred', 'no', 'original', 1, 'left-alone', ${NOW + HOUR} FROM n`,
      )
    }
    add(1, ORDERS, NOW + 5 * HOUR)
    sql.all(
      `INSERT INTO routes (route, circuit_opened_at, probe_at, probes, circuit_reason) VALUES ('left-alone', 1, ${NOW + HOUR}, 1, 'down')`,
    )
    const breaker = createCircuitBreaker(sql, () => [60])
    const probeAt = () => sql.all("SELECT probe_at AS at FROM routes WHERE route = 'left-alone'")
    counts.read = 0
    expect(breaker.advanceProbeFor('circuit-1', NOW)).toBe(true)
    expect(counts.read).toBeLessThan(20)
    expect(probeAt()).toEqual([{ at: NOW + HOUR }])
    add(ORDERS + 1, ORDERS + 1, NOW + 20 * MINUTE)
    breaker.advanceProbeFor(`circuit-${ORDERS + 1}`, NOW)
    expect(probeAt()).toEqual([{ at: NOW + 18 * MINUTE }])
  }))
