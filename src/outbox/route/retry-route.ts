import type { Actor, Start } from '../actions/action.ts'
import { recordEvent } from '../actions/actions.ts'
import { UNDECIDED } from '../actions/release-deliveries.ts'
import { partBroken } from '../batch/leave-interchange.ts'
import { readValue, writeValue } from '../facts.ts'
import { AT_ONCE } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { countOn } from '../storage-id.ts'

/** Deliveries of one call. Other calls wait meanwhile. */
const SLICE = 500

/** A retry under way. `after`: the last delivery so far, in the order of next attempts. */
interface Retry {
  readonly route: string
  readonly start: Start
  readonly together: boolean
  readonly after: { readonly nextAt: number; readonly orderId: string; readonly version: number }
}

const NAME = 'route-retries'

const readRetries = (sql: Sql): Retry[] => JSON.parse(readValue(sql, NAME) ?? '[]')
const keepRetries = (sql: Sql, retries: readonly Retry[]): void =>
  retries.length > 0
    ? writeValue(sql, NAME, JSON.stringify(retries))
    : void sql.all('DELETE FROM key_values WHERE name = ?', NAME)

export const hasRetries = (sql: Sql): boolean => readValue(sql, NAME) !== null

/**
 * Sends every open delivery of a route now. A person decides about an unwritten version after an earlier version that was
 * sent or is open. `together`: a delivery keeps the time of the batch. `isMore`: the alarm continues.
 */
export function retryRoute(
  sql: Sql,
  route: string,
  actor: Actor,
  together: boolean,
  start: Start,
): { readonly again: number; readonly isMore: boolean } {
  return sql.atomically(() => {
    recordEvent(sql, 'retry-route', actor, null, route, start.now)
    partBroken(sql, route)
    if (!hasMany(sql, route)) return { again: sendAgain(sql, route, together, start, ALL), isMore: false }
    // Due deliveries need no retry.
    const retry: Retry = { route, start, together, after: { nextAt: start.now, orderId: '', version: 0 } }
    const others = readRetries(sql).filter((other) => other.route !== route)
    const { again, next } = continueOne(sql, retry)
    keepRetries(sql, next ? [...others, next] : others)
    return { again, isMore: next !== null }
  })
}

/** Sends the next deliveries of a retry. The alarm calls this while `hasRetries`. */
export function continueRetries(sql: Sql): void {
  sql.atomically(() => {
    const [first, ...others] = readRetries(sql)
    if (!first) return
    const { next } = continueOne(sql, first)
    keepRetries(sql, next ? [...others, next] : others)
  })
}

const hasMany = (sql: Sql, route: string): boolean =>
  sql.all(
    `SELECT 1 FROM deliveries INDEXED BY open WHERE route = ? AND next_at IS NOT NULL LIMIT 1 OFFSET ${SLICE}`,
    route,
  ).length > 0

type Key = Retry['after']

function continueOne(sql: Sql, retry: Retry): { readonly again: number; readonly next: Retry | null } {
  const { route, start, together, after } = retry
  const keys = sql.all<Key>(
    `SELECT next_at AS nextAt, order_id AS orderId, version FROM deliveries INDEXED BY open
     WHERE route = ? AND next_at IS NOT NULL AND (next_at, order_id, version) > (?, ?, ?)
     ORDER BY next_at, order_id, version LIMIT ${SLICE}`,
    route,
    after.nextAt,
    after.orderId,
    after.version,
  )
  const again = sendAgain(sql, route, together, start, AMONG, JSON.stringify(keys))
  const last = keys.at(-1)
  return { again, next: last && keys.length === SLICE ? { ...retry, after: last } : null }
}

const ALL = 'd.route = ?4 AND d.next_at IS NOT NULL'
/** A later order keeps the time of the first attempt. */
const AMONG = `d.next_at IS NOT NULL AND d.due_since <= ?1 AND (d.order_id, d.version, d.route) IN (
  SELECT json_extract(value, '$.orderId'), json_extract(value, '$.version'), ?4 FROM json_each(?5))`

function sendAgain(
  sql: Sql,
  route: string,
  together: boolean,
  { now, lateAt }: Start,
  which: string,
  ...keys: string[]
): number {
  return sql.all(
    `UPDATE deliveries AS d SET state = 'waiting', next_at = ?1, late_alert_at = ?2, collected_at = NULL,
       due_since = iif(?3 AND state = 'waiting' AND interchange IS NULL, due_since, ?1),
       handover_count = ${countOn('handover_count', '?1')}, fetched_by = NULL, fallback_check_at = iif(fallback_check_at IS NULL, NULL, ${AT_ONCE})
     WHERE ${which} AND d.state IN ('waiting', 'deferred', 'uncertain', 'refused')
       AND NOT (d.state = 'refused' AND ${UNDECIDED} AND EXISTS (
         SELECT 1 FROM deliveries e WHERE e.order_id = d.order_id AND (e.primary_route = d.primary_route OR e.route = d.route)
         AND e.version < d.version
         AND (e.next_at IS NOT NULL OR e.reached <> 'no'))) RETURNING order_id`,
    ...[now, lateAt, together ? 1 : 0, route],
    ...keys,
  ).length
}
