import type { Actor, Start } from '../actions/action.ts'
import { recordEvent } from '../actions/actions.ts'
import { UNDECIDED } from '../actions/release-deliveries.ts'
import { partBroken } from '../batch/leave-interchange.ts'
import { HAS_LATER } from '../later-version.ts'
import { AT_ONCE } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { countOn } from '../storage-id.ts'
import { STOPPED_BY_PERSON } from './stopped-chain.ts'

/** The states that a retry of the route sends. A held delivery waits for a person. */
export const RETRIED = "state IN ('waiting', 'deferred', 'uncertain', 'refused')"

/** Condition: a retry of the route leaves out the refused delivery `d`, because a person decides about that order alone. */
export const IS_LEFT_OUT = `(d.state = 'refused' AND (${HAS_LATER} OR ${STOPPED_BY_PERSON} OR (${UNDECIDED} AND EXISTS (
  SELECT 1 FROM deliveries e WHERE e.order_id = d.order_id AND (e.primary_route = d.primary_route OR e.route = d.route)
    AND e.version < d.version AND (e.next_at IS NOT NULL OR e.reached <> 'no')))))`

/**
 * Sends every open delivery of a route now, and returns their number. A person decides about an unwritten version after
 * an earlier version that was sent or is open. A refused version stays refused once a later version has left, and while a
 * person holds the order or after a cancellation. `together`: a delivery that waits for a batch keeps the time of the batch.
 *
 * One transaction changes all deliveries: an attempt between two parts would find an interchange of which only some
 * members are sent again.
 */
export function retryRoute(sql: Sql, route: string, actor: Actor, together: boolean, start: Start): number {
  return sql.atomically(() => {
    const dueSince = "iif(?3 AND state = 'waiting' AND interchange IS NULL, due_since, ?1)"
    const again = sendAgain(sql, { route, together, start, dueSince }, 'deliveries AS d', RETRIED)
    recordEvent(sql, 'retry-route', actor, null, route, start.now)
    return again
  })
}

/** Ten thousand orders may wait on the route. */
const REFUSED = 'deliveries AS d INDEXED BY refused_deliveries'

/**
 * Sends what was refused for the reason of the gateway's pause: a person who resumes the route has fixed the cause. That
 * person agreed to no late order, so the time limits of each order count on.
 */
export function retryRefusedByPause(sql: Sql, route: string, reason: string, together: boolean, start: Start): void {
  const again = { route, together, start, dueSince: 'due_since' }
  sql.atomically(() => sendAgain(sql, again, REFUSED, "state = 'refused' AND reached = 'no' AND note = ?5", reason))
}

interface SendingAgain {
  readonly route: string
  readonly together: boolean
  readonly start: Start
  /** SQL: the start of the time limits of each delivery. */
  readonly dueSince: string
}

/** `table` names the delivery `d`, and `which` is a condition on that delivery. */
function sendAgain(
  sql: Sql,
  { route, together, start: { now, lateAt }, dueSince }: SendingAgain,
  table: string,
  which: string,
  ...values: readonly string[]
): number {
  partBroken(sql, route)
  return sql.all(
    `UPDATE ${table} SET state = 'waiting', next_at = ?1, late_alert_at = ?2, collected_at = NULL,
       due_since = ${dueSince},
       handover_count = ${countOn('handover_count', '?1')}, fetched_by = NULL, fallback_check_at = iif(fallback_check_at IS NULL, NULL, ${AT_ONCE})
     WHERE route = ?4 AND next_at IS NOT NULL AND ${which} AND NOT ${IS_LEFT_OUT} RETURNING order_id`,
    ...[now, lateAt, together ? 1 : 0, route, ...values],
  ).length
}
