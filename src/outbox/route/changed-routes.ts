import type { Protection } from '../../transports/transport.ts'
import { sendSeparately } from '../batch/leave-interchange.ts'
import { rewriteDocument } from '../batch/rewrite.ts'
import type { DeliveryKey } from '../due.ts'
import { readValue, writeValue } from '../facts.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'

/** Holds what is unsettled on routes that the configuration no longer has. What waits for a person already keeps its question. */
export function holdOrphaned(
  sql: Sql,
  routes: readonly string[],
  now: number,
): { orderId: string; version: number; route: string }[] {
  return sql.atomically(() => {
    const orphans = sql.all<{ orderId: string; version: number; route: string }>(
      `UPDATE deliveries SET state = 'held', hold_reason = 'route-gone', next_at = ${NEVER}, late_at = NULL,
       reached = iif(state = 'sending' AND reached = 'no', 'maybe', reached)
       WHERE next_at IS NOT NULL AND (state <> 'held' OR next_at < ${NEVER}) AND route NOT IN (SELECT value FROM json_each(?))
       RETURNING order_id AS orderId, version, route`,
      JSON.stringify(routes),
    )
    for (const { orderId, version, route } of orphans) {
      addTimelineEntry(sql, orderId, { at: now, event: 'held', version, route, text: 'route-gone' })
    }
    return orphans
  })
}

/** Nobody has acted on a delivery within so long after it was held. */
const ROLL_OUT_MS = 3_600_000

/**
 * Sends deliveries that a newer gateway accepted, while this object did not know their route yet: in a roll-out both run side
 * by side for a while. What was held because a route left the configuration stays held when that route comes back.
 */
export function sendByNewRoutes(sql: Sql, routes: readonly string[], now: number, lateAt: number): void {
  const found = sql.all<{ orderId: string; version: number; route: string }>(
    `UPDATE deliveries AS d SET state = 'waiting', hold_reason = NULL, next_at = ?1, late_at = ?2
     WHERE d.next_at = ${NEVER} AND d.state = 'held' AND d.hold_reason = 'route-gone' AND d.attempts = 0 AND d.due_since > ?3
       AND d.route IN (SELECT value FROM json_each(?4))
       AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.order_id = d.order_id AND t.version = d.version AND t.route = d.route)
     RETURNING order_id AS orderId, version, route`,
    now,
    lateAt,
    now - ROLL_OUT_MS,
    JSON.stringify(routes),
  )
  const text = 'The configuration has this route now.'
  for (const { orderId, version, route } of found)
    addTimelineEntry(sql, orderId, { at: now, event: 'route-known', version, route, text })
}

/** What lies ready to be collected where there is no mailbox any more goes out by what its route has now. Nobody else would send it. */
export function sendUncollected(sql: Sql, routes: readonly string[], now: number, lateAt: number): void {
  const uncollected = sql.all<{ orderId: string; version: number; route: string }>(
    `UPDATE deliveries SET next_at = ?, late_at = ?
     WHERE next_at = ${NEVER} AND state = 'waiting' AND route IN (SELECT value FROM json_each(?))
     RETURNING order_id AS orderId, version, route`,
    now,
    lateAt,
    JSON.stringify(routes),
  )
  const text = 'It was never collected, and its route has another transport now.'
  for (const { orderId, version, route } of uncollected)
    addTimelineEntry(sql, orderId, { at: now, event: 'uncollected', version, route, text })
}

/** What was handed over by another transport must not be collected as well, where its route has a mailbox now. */
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
 * Where a route has another transport or leads elsewhere than before, whoever receives by it now can't know what an earlier try
 * brought: what may have arrived is written anew, as a possible repeat. A mailbox has no place for a document that several
 * orders share.
 */
export function changeTransports(sql: Sql, routes: readonly Travelling[], now: number): void {
  const before = rememberedRoutes(sql)
  const after = { ...before, ...Object.fromEntries(routes.map(({ name, ...route }) => [name, route])) }
  if (JSON.stringify(before) === JSON.stringify(after)) return
  writeValue(sql, ROUTES, JSON.stringify(after))
  for (const { name, kind, destination } of routes) {
    const old = before[name]
    // What is remembered from before destinations were is a kind alone.
    const isSame = !old || (old.kind === kind && (old.destination === null || old.destination === destination))
    if (isSame) continue
    for (const key of sql.all<Unsettled>(UNSETTLED, name)) {
      const mayHaveArrived = key.mayHaveArrived === 1 && key.repeat === 0
      if (key.interchange && (mayHaveArrived || kind === 'mailbox')) sendSeparately(sql, key, mayHaveArrived)
      else if (mayHaveArrived) markRepeat(sql, key)
      if (mayHaveArrived)
        addTimelineEntry(sql, key.orderId, { at: now, event: 'written-anew', ...placeOf(key), text: MAY_HAVE })
    }
  }
}

/** What a removed route asked of the routes that take its place. */
export const rememberedSecurity = (sql: Sql, route: string): Protection =>
  rememberedRoutes(sql)[route]?.minimumSecurity ?? 'none'

interface Remembered {
  readonly kind: string
  /** Null in storage from before destinations were remembered. */
  readonly destination: string | null
  readonly minimumSecurity: Protection
}

/** A route, and where its documents go. */
export interface Travelling extends Remembered {
  readonly name: string
}

const ROUTES = 'transports'

function rememberedRoutes(sql: Sql): Record<string, Remembered> {
  const stored: Record<string, Remembered | string> = JSON.parse(readValue(sql, ROUTES) ?? '{}')
  return Object.fromEntries(
    Object.entries(stored).map(([name, one]) => [
      name,
      typeof one === 'string' ? { kind: one, destination: null, minimumSecurity: 'none' } : one,
    ]),
  )
}

interface Unsettled extends DeliveryKey {
  readonly interchange: number | null
  readonly repeat: 0 | 1
  readonly mayHaveArrived: 0 | 1
}

/** What was handed over, and waits for a word, doesn't go again by itself. */
const UNSETTLED = `SELECT order_id AS orderId, version, route, interchange, repeat, (state = 'sending' OR reached = 'maybe') AS mayHaveArrived
  FROM deliveries WHERE next_at IS NOT NULL AND state <> 'sent' AND route = ?`

const MAY_HAVE =
  'Its route leads elsewhere now. The document may have arrived before, so this one says POSSIBLE REPEAT.'

const placeOf = ({ version, route }: DeliveryKey) => ({ version, route })

function markRepeat(sql: Sql, key: DeliveryKey): void {
  sql.all(
    'UPDATE deliveries SET repeat = 1 WHERE order_id = ? AND version = ? AND route = ?',
    key.orderId,
    key.version,
    key.route,
  )
  rewriteDocument(sql, key)
}

/** Where the configuration has other ladders than before, every unsettled delivery's is looked at anew. */
export function recheckFallbacks(
  sql: Sql,
  routes: readonly { readonly name: string; readonly fallbacks?: unknown }[],
): void {
  const ladders = routes.filter(({ fallbacks }) => fallbacks !== undefined)
  const state = JSON.stringify(ladders.map(({ name, fallbacks }) => [name, fallbacks]))
  if ((readValue(sql, 'ladders') ?? '[]') === state) return
  writeValue(sql, 'ladders', state)
  sql.all(
    `UPDATE deliveries SET call_at = iif(ladder IN (SELECT value FROM json_each(?)), ${AT_ONCE}, NULL) WHERE next_at IS NOT NULL`,
    JSON.stringify(ladders.map(({ name }) => name)),
  )
}
