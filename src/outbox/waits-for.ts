import type { DeliveryState } from '../model/delivery-state.ts'
import { type Finding, findingNote, readFindings } from '../model/finding.ts'
import { utcTime } from '../model/local-time.ts'
import { routeNamed } from '../profile/route-named.ts'
import type { Route } from '../profile/supplier.ts'
import { DUE_ROW, type DueRow, IS_AHEAD } from './due-row.ts'
import { keyValues } from './key-values.ts'
import type { LeaseRules } from './queue.ts'
import { firstFailureAt } from './route/failures.ts'
import type { FallbackRules } from './route/fallback-chain.ts'
import { isProbed, pauseOf, reasonSentence } from './route/pause.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'

/** Why an open delivery waits. Times are ISO 8601, UTC. */
export interface WaitsFor {
  readonly kind:
    | 'pause'
    | 'earlier-version'
    | 'circuit'
    | 'opening'
    | 'throttle'
    | 'customer-order'
    | 'batch'
    | 'fallback'
    | 'collection'
    | 'retry'
    | 'schedule'
    | 'turn'
  readonly since: string | null
  /** The cause of the wait: a person, the gateway, or an order by its number. */
  readonly by: string | null
  /** When the wait ends by itself; null when that is not known. */
  readonly until: string | null
  /** Why the delivery waits, and how the wait ends. */
  readonly text: string
  /** The same as codes and values, for texts in other languages. */
  readonly findings: readonly Finding[]
}

/** Configuration that decides about waiting. */
export interface WaitRules {
  readonly supplier: { readonly routes: readonly Pick<Route, 'name' | 'document' | 'fallbacks'>[] }
  readonly rulesFor: (route: string) => LeaseRules
  readonly fallbackRules: Pick<FallbackRules, 'opensAt' | 'fallbacksOf' | 'sendObstacle'>
}

export interface Wait {
  readonly kind: WaitsFor['kind']
  readonly since?: number | null
  readonly by?: string | null
  readonly until?: number | null
  readonly text: string
}

interface Waiting extends Omit<DueRow, 'state' | 'nextAt'> {
  readonly state: DeliveryState
  readonly nextAt: number
  readonly fallbackCheckAt: number | null
}

/**
 * The wait of one delivery; null when it is settled, handed over, under way, held for a person, or on a removed route.
 */
export function waitsFor(
  sql: Sql,
  { orderId, version, route }: { readonly orderId: string; readonly version: number; readonly route: string },
  rules: WaitRules,
  now: number,
): WaitsFor | null {
  const [row] = sql.all<Waiting>(
    `${DUE_ROW.replace('SELECT', 'SELECT d.fallback_check_at AS fallbackCheckAt,')}
     WHERE d.order_id = ? AND d.version = ? AND d.route = ? AND d.state IN ('waiting', 'deferred', 'uncertain', 'refused')`,
    ...keyValues({ orderId, version, route }),
  )
  if (!row || !routeNamed(rules.supplier, route)) return null
  return shown(row.state === 'refused' ? fallback(row, rules) : firstOf(sql, row, rules, now))
}

/** The wait of a route as a whole; null when the route sends, or is not configured. */
export const routeWaitsFor = (sql: Sql, route: string, rules: WaitRules, now: number): WaitsFor | null =>
  !routeNamed(rules.supplier, route)
    ? null
    : shown(paused(sql, route) ?? alone(sql, route) ?? closed(route, rules, now) ?? throttled(sql, route, now))

function shown(wait: Wait | null): WaitsFor | null {
  if (!wait) return null
  const at = (moment: number | null | undefined): string | null =>
    moment === null || moment === undefined || moment >= NEVER ? null : utcTime(moment)
  return {
    kind: wait.kind,
    since: at(wait.since),
    by: wait.by ?? null,
    until: at(wait.until),
    text: wait.text,
    findings: readFindings(wait.text),
  }
}

function firstOf(sql: Sql, row: Waiting, rules: WaitRules, now: number): Wait | null {
  const { route, nextAt } = row
  const isReady = nextAt >= NEVER
  const byRoute = paused(sql, route) ?? behind(sql, row)
  if (isReady) return byRoute ?? READY
  return (
    byRoute ??
    alone(sql, route) ??
    closed(route, rules, now) ??
    throttled(sql, route, now) ??
    inLine(sql, row, rules) ??
    waitForBatch(row, rules) ??
    timed(sql, row, now)
  )
}

const READY: Wait = { kind: 'collection', text: findingNote('wait-collection') }

function paused(sql: Sql, route: string): Wait | null {
  const pause = pauseOf(sql, route)
  if (!pause) return null
  const { pausedAt, pausedBy, pausedUntil } = pause
  const reason = reasonSentence(pause.reason)
  const by = pausedBy ?? findingNote('the-gateway')
  const values = { route, by, since: utcTime(pausedAt), reason, until: utcTime(pausedUntil ?? 0) }
  return {
    ...{ kind: 'pause', since: pausedAt, by, until: pausedUntil },
    text: findingNote(pausedUntil === null ? 'wait-pause' : 'wait-pause-until', values),
  }
}

function behind(sql: Sql, { orderId, version, route, primaryRoute }: Waiting): Wait | null {
  const [first] = sql.all<{ version: number; route: string; state: string }>(
    `SELECT version, route, state FROM deliveries WHERE order_id = ? AND (primary_route = ? OR route = ?) AND version < ?
     AND next_at IS NOT NULL AND state NOT IN ('refused', 'sent') ORDER BY version LIMIT 1`,
    orderId,
    primaryRoute,
    route,
    version,
  )
  if (!first) return null
  const values = { version: String(first.version), state: first.state, route: first.route }
  return {
    ...{ kind: 'earlier-version', by: `version ${first.version}` },
    text: findingNote(first.state === 'held' ? 'wait-earlier-held' : 'wait-earlier', values),
  }
}

function alone(sql: Sql, route: string): Wait | null {
  const [open] = sql.all<{ since: number; probeAt: number; why: string }>(
    'SELECT circuit_opened_at AS since, probe_at AS probeAt, circuit_reason AS why FROM routes WHERE route = ? AND circuit_opened_at IS NOT NULL',
    route,
  )
  if (!open) return null
  const since = firstFailureAt(sql, route) ?? open.since
  const values = { route, since: utcTime(since), reason: open.why, until: utcTime(open.probeAt) }
  return {
    ...{ kind: 'circuit', since, by: findingNote('the-gateway'), until: open.probeAt },
    text: findingNote('wait-circuit', values),
  }
}

function closed(route: string, { fallbackRules }: WaitRules, now: number): Wait | null {
  const until = fallbackRules.opensAt(route, now)
  if (until <= now) return null
  return {
    ...{ kind: 'opening', until },
    text: Number.isFinite(until)
      ? findingNote('wait-opening-until', { route, until: utcTime(until) })
      : findingNote('wait-opening', { route }),
  }
}

function throttled(sql: Sql, route: string, now: number): Wait | null {
  const [row] = sql.all<{ until: number }>(
    'SELECT next_slot_at AS until FROM routes WHERE route = ? AND next_slot_at > ?',
    route,
    now,
  )
  if (!row) return null
  return {
    ...{ kind: 'throttle', until: row.until },
    text: findingNote('wait-throttle', { route, until: utcTime(row.until) }),
  }
}

export function inLine(
  sql: Sql,
  { orderId, route, interchange }: Pick<Waiting, 'orderId' | 'route' | 'interchange'>,
  { rulesFor }: WaitRules,
): Wait | null {
  if (!rulesFor(route).inSequence || (interchange ?? 0) > 0) return null
  const [first] = sql.all<{ name: string }>(
    `SELECT coalesce(bo.number, bo.id) AS name
     FROM orders own CROSS JOIN customer_sequence q CROSS JOIN deliveries b CROSS JOIN orders bo
     WHERE own.id = ? AND q.route = ? AND q.customer = own.customer AND q.seq < own.seq
       AND b.order_id = q.order_id AND b.version = q.version AND b.route = q.route AND ${IS_AHEAD} AND bo.id = q.order_id
     ORDER BY q.seq LIMIT 1`,
    orderId,
    route,
  )
  return (
    (first && {
      ...{ kind: 'customer-order', by: `order ${first.name}` },
      text: findingNote('wait-customer-order', { order: first.name }),
    }) ??
    null
  )
}

function waitForBatch(row: Waiting, { rulesFor }: WaitRules): Wait | null {
  const { batch } = rulesFor(row.route)
  if (!batch || row.interchange !== null || row.state !== 'waiting') return null
  const until = Math.max(batch.batchDeadline(row), row.nextAt)
  return {
    ...{ kind: 'batch', since: row.dueSince, until },
    text: findingNote('wait-batch', { route: row.route, until: utcTime(until), most: String(batch.most) }),
  }
}

function timed(sql: Sql, { route, nextAt, attempts, dueSince }: Waiting, now: number): Wait {
  if (nextAt <= now) {
    const text = isProbed(sql, route) ? findingNote('wait-first', { route }) : findingNote('wait-turn')
    return { kind: 'turn', since: nextAt, text }
  }
  if (attempts > 0) return { kind: 'retry', until: nextAt, text: findingNote('wait-retry', { until: utcTime(nextAt) }) }
  return {
    ...{ kind: 'schedule', since: Math.min(dueSince, now), until: nextAt },
    text: findingNote('wait-schedule', { until: utcTime(nextAt) }),
  }
}

/** The route has refused the delivery, and a later step of its fallback chain is to take over. */
function fallback(row: Waiting, { fallbackRules }: WaitRules): Wait | null {
  const { fallbackCheckAt, orderId, version, primaryRoute, route } = row
  if (fallbackCheckAt === null || fallbackCheckAt >= NEVER) return null
  const steps = fallbackRules.fallbacksOf(primaryRoute)
  const later = steps.slice(steps.findIndex((step) => step.route === route) + 1)
  const isPossible = (step?: string): boolean =>
    step === undefined || fallbackRules.sendObstacle(orderId, version, step) === null
  if (!later.some((step) => isPossible(step.route))) return null
  const until = fallbackCheckAt === AT_ONCE ? null : fallbackCheckAt
  return {
    ...{ kind: 'fallback', by: `route ${route}`, until },
    text:
      until === null
        ? findingNote('wait-fallback-now', { route })
        : findingNote('wait-fallback', { route, until: utcTime(until) }),
  }
}
