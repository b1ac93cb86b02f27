import { findingNote } from '../../model/finding.ts'
import type { Protection } from '../../model/protection.ts'
import { sendSeparately } from '../batch/leave-interchange.ts'
import type { DeliveryKey } from '../due.ts'
import { readValue, writeValue } from '../facts.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'

/**
 * Holds open deliveries of routes that the configuration no longer has. A held delivery keeps the hold reason. A delivery
 * that was handed over still awaits the receipt: a release would send the order twice.
 */
export function holdOrphaned(
  sql: Sql,
  routes: readonly string[],
  now: number,
): { orderId: string; version: number; route: string }[] {
  return sql.atomically(() => {
    const orphans = sql.all<{ orderId: string; version: number; route: string }>(
      `UPDATE deliveries SET state = 'held', hold_reason = 'route-gone', next_at = ${NEVER}, late_alert_at = NULL,
       reached = iif(state = 'sending' AND reached = 'no', 'maybe', reached)
       WHERE next_at IS NOT NULL AND state <> 'sent' AND (state <> 'held' OR next_at < ${NEVER}) AND route NOT IN (SELECT value FROM json_each(?))
       RETURNING order_id AS orderId, version, route`,
      JSON.stringify(routes),
    )
    for (const { orderId, version, route } of orphans) {
      addTimelineEntry(sql, orderId, { at: now, event: 'held', version, route, text: 'route-gone' })
    }
    return orphans
  })
}

/**
 * Sends deliveries that wait for collection on a route without a mailbox by the route's new transport. No other code
 * would send them.
 */
export function sendUncollected(sql: Sql, routes: readonly string[], now: number, lateAt: number): void {
  const uncollected = sql.all<{ orderId: string; version: number; route: string }>(
    `UPDATE deliveries SET next_at = ?, late_alert_at = ?
     WHERE next_at = ${NEVER} AND state = 'waiting' AND route IN (SELECT value FROM json_each(?))
     RETURNING order_id AS orderId, version, route`,
    now,
    lateAt,
    JSON.stringify(routes),
  )
  const text = findingNote('uncollected')
  for (const { orderId, version, route } of uncollected)
    addTimelineEntry(sql, orderId, { at: now, event: 'uncollected', version, route, text })
}

/**
 * Marks deliveries that another transport handed over as collected, so that a new mailbox does not offer them again.
 */
export function hideHandedOver(sql: Sql, mailboxes: readonly string[], now: number): void {
  sql.all(
    `UPDATE deliveries AS d SET collected_at = ?
     WHERE state = 'sent' AND next_at IS NOT NULL AND collected_at IS NULL AND route IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.order_id = d.order_id AND t.version = d.version AND t.route = d.route
         AND t.event = 'fetched')`,
    now,
    JSON.stringify(mailboxes),
  )
}

/**
 * A route has another transport or destination. A shared document that may have arrived is not sent again. Each order
 * is sent separately, as a possible repeat. A mailbox holds no shared documents. The next lease marks other documents.
 */
export function changeTransports(sql: Sql, routes: readonly Travelling[], now: number): void {
  const before = rememberedRoutes(sql)
  const after = { ...before, ...Object.fromEntries(routes.map(({ name, ...route }) => [name, route])) }
  if (JSON.stringify(before) === JSON.stringify(after)) return
  writeValue(sql, ROUTES, JSON.stringify(after))
  for (const { name, kind, destination } of routes) {
    const old = before[name]
    // Storage from before destinations holds only the kind.
    const isSame = !old || (old.kind === kind && (old.destination === null || old.destination === destination))
    if (isSame) continue
    for (const key of sql.all<Shared>(SHARED, name)) {
      const mayHaveArrived = key.mayHaveArrived === 1 && key.possibleRepeat === 0
      if (mayHaveArrived || kind === 'mailbox') sendSeparately(sql, key, mayHaveArrived)
      if (mayHaveArrived)
        addTimelineEntry(sql, key.orderId, {
          at: now,
          event: 'written-anew',
          ...placeOf(key),
          text: findingNote('route-elsewhere'),
        })
    }
  }
}

/** The protection that a removed route required of its fallbacks. */
export const rememberedSecurity = (sql: Sql, route: string): Protection =>
  rememberedRoutes(sql)[route]?.minimumSecurity ?? 'none'

interface Remembered {
  readonly kind: string
  /** Null in storage from before destinations were stored. */
  readonly destination: string | null
  readonly minimumSecurity: Protection
}

export interface Travelling extends Remembered {
  readonly name: string
}

const ROUTES = 'transports'

function rememberedRoutes(sql: Sql): Record<string, Remembered> {
  const stored: Record<string, Remembered | string> = JSON.parse(readValue(sql, ROUTES) ?? '{}')
  return Object.fromEntries(
    Object.entries(stored).map(([name, fingerprint]) => [
      name,
      typeof fingerprint === 'string' ? { kind: fingerprint, destination: null, minimumSecurity: 'none' } : fingerprint,
    ]),
  )
}

interface Shared extends DeliveryKey {
  readonly possibleRepeat: 0 | 1
  readonly mayHaveArrived: 0 | 1
}

/** When a person sends a delivery again, the delivery leaves its interchange. */
const SHARED = `SELECT order_id AS orderId, version, route, possible_repeat AS possibleRepeat,
    (state = 'sending' OR reached = 'maybe' OR (reached = 'yes' AND state <> 'refused')) AS mayHaveArrived
  FROM deliveries WHERE next_at IS NOT NULL AND state <> 'sent' AND interchange > 0 AND route = ?`

const placeOf = ({ version, route }: DeliveryKey) => ({ version, route })

/** After a change of fallbacks, every open delivery of a chain is checked again. */
export function recheckFallbacks(
  sql: Sql,
  routes: readonly { readonly name: string; readonly fallbacks?: unknown }[],
): void {
  const primaryRoutes = routes.filter(({ fallbacks }) => fallbacks !== undefined)
  const state = JSON.stringify(primaryRoutes.map(({ name, fallbacks }) => [name, fallbacks]))
  if ((readValue(sql, 'fallback-chains') ?? '[]') === state) return
  writeValue(sql, 'fallback-chains', state)
  sql.all(
    `UPDATE deliveries SET fallback_check_at = iif(primary_route IN (SELECT value FROM json_each(?)), ${AT_ONCE}, NULL) WHERE next_at IS NOT NULL`,
    JSON.stringify(primaryRoutes.map(({ name }) => name)),
  )
}
