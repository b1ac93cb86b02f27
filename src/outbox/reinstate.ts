import type { Why } from '../alerts/why.ts'
import {
  type DeliveryFact,
  type DeliveryState,
  type HoldReason,
  mayHaveReached,
  sharesChain,
} from '../model/delivery-state.ts'
import { receiverChains } from '../model/erp-holding.ts'
import { findingNote } from '../model/finding.ts'
import { copyRankOf } from '../profile/copy-routes.ts'
import { routeNamed } from '../profile/route-named.ts'
import { type AlertPorts, raiseAlert } from './alerts/raise-alert.ts'
import { isEntryReason } from './catalogue/held-unknown.ts'
import { type DueFacts, raiseReached, staleReason } from './due.ts'
import { keyValues } from './key-values.ts'
import { isUnconfirmed } from './request-ledger.ts'
import type { FallbackRules } from './route/fallback-chain.ts'
import { restartChains } from './route/stopped-chain.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry } from './timeline.ts'

export interface ReinstatePorts extends AlertPorts {
  readonly fallbackRules: Pick<FallbackRules, 'maxAgeMs' | 'dateAt' | 'lateAfter'>
}

/** Why a version no longer replaces another: a person discarded the version, or its sender has no 2xx for it. */
export type Withdrawn = 'discarded' | 'unconfirmed'

/** The delivery before a version superseded it: the content of `superseded_from`. */
interface Before {
  readonly state: DeliveryState
  readonly holdReason: HoldReason | null
  readonly nextAt: number
}

interface Row extends DeliveryFact, DueFacts {
  readonly note: string | null
  readonly supersededBy: number | null
  readonly supersededFrom: string | null
}

/** How a delivery goes on. */
type Going = Before & { readonly why: Why }

/** A rejected or acknowledged delivery has its answer, so it never returns. */
const RETURNS: ReadonlySet<DeliveryState> = new Set(['waiting', 'deferred', 'refused', 'uncertain', 'held'])

/**
 * Restores the deliveries that a version superseded, on every route where the version no longer counts. Each delivery
 * goes on as before, with the time that is left. A delivery that may not be sent without a person is held, and the desk
 * is alerted. A delivery whose successor was superseded passes to that later version. Runs in the caller's transaction.
 */
export function reinstate(ports: ReinstatePorts, orderId: string, version: number, because: Withdrawn): void {
  const { sql, clock } = ports
  const all = rowsOf(sql, orderId)
  const own = all.filter((delivery) => delivery.version === version)
  // The copy of a version replaces no delivery to a receiver.
  const toReceivers = receiverChains(own, copyRankOf(ports.supplier)).flatMap(([, chain]) => chain)
  const alerted = new Set<string>()
  const isHeldByPerson = all.some(({ holdReason }) => holdReason === 'by-person')
  for (const row of all.filter((delivery) => delivery.supersededBy === version && delivery.state === 'superseded')) {
    const same = own.filter((delivery) => sharesChain(delivery, row))
    const successors = same.length > 0 ? same : toReceivers
    const heir = successors.find(({ supersededBy }) => supersededBy !== null)?.supersededBy
    const before: Before | null = row.supersededFrom === null ? null : JSON.parse(row.supersededFrom)
    if (heir) inherit(sql, orderId, row, heir)
    else if (before && RETURNS.has(before.state) && !successors.some((delivery) => stands(delivery, because))) {
      const later = [
        ...successors,
        ...all.filter((delivery) => sharesChain(delivery, row) && delivery.version > row.version),
      ]
      const going = goingOn(ports, orderId, row, before, later, { by: version, isHeldByPerson })
      putBack(ports, orderId, row, going)
      const text = findingNote(because === 'discarded' ? 'reinstated-discarded' : 'reinstated-unconfirmed', {
        version: String(version),
        state: going.holdReason ?? going.state,
      })
      addTimelineEntry(sql, orderId, {
        at: clock.now(),
        event: 'reinstated',
        version: row.version,
        route: row.route,
        text,
      })
      alert(ports, orderId, row, going, alerted)
    }
  }
  restartChains(sql, orderId)
}

/** An unconfirmed version counts only where it may have arrived, because no person can take that back. */
const stands = (delivery: DeliveryFact, because: Withdrawn): boolean =>
  because === 'unconfirmed' ? mayHaveReached(delivery) : !['discarded', 'superseded'].includes(delivery.state)

const rowsOf = (sql: Sql, orderId: string): Row[] =>
  sql.all<Row>(
    `SELECT d.order_id AS orderId, d.version, d.route, d.primary_route AS primaryRoute, d.state, d.reached, d.hold_reason AS holdReason, d.note, d.due_since AS dueSince,
       d.superseded_by AS supersededBy, d.superseded_from AS supersededFrom, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
     FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE d.order_id = ? ORDER BY d.version, d.route`,
    orderId,
  )

const inherit = (sql: Sql, orderId: string, { version, route }: Row, by: number): void => {
  sql.all(
    'UPDATE deliveries SET superseded_by = ? WHERE order_id = ? AND version = ? AND route = ?',
    by,
    ...keyValues({ orderId, version, route }),
  )
}

/** `later`: the deliveries that may have brought a later version to the same receiver. */
function goingOn(
  { sql, supplier, fallbackRules, clock }: ReinstatePorts,
  orderId: string,
  row: Row,
  before: Before,
  later: readonly DeliveryFact[],
  { by, isHeldByPerson }: { readonly by: number; readonly isHeldByPerson: boolean },
): Going {
  const now = clock.now()
  const route = routeNamed(supplier, row.route)
  const why: Why = { says: 'no-longer-replaced', later: String(by) }
  const held = (holdReason: HoldReason, reason = why): Going => ({
    state: 'held',
    holdReason,
    nextAt: NEVER,
    why: reason,
  })
  const arrived = later.find(mayHaveReached)
  if (!route) return held('route-gone')
  const isHeld = before.state === 'held'
  // A delivery without a confirmation may leave without a person, and so may a delivery that an entry settles.
  if (isHeld && before.nextAt === NEVER && !isEntryReason(before.holdReason)) return { ...before, why }
  if (arrived) return held('reverted', { says: 'discarded-later', later: String(arrived.version) })
  // A person's hold is about the order, whatever version counts.
  if (isHeldByPerson) return held('by-person')
  if (isHeld) return { ...before, why }
  if (before.state === 'refused') return { ...before, why: row.note ?? why }
  if (isUnconfirmed(sql, orderId, row.version)) return held('unconfirmed')
  if (staleReason(row, fallbackRules, now)) return held('stale')
  const isReady = before.nextAt === NEVER && route.transport.kind === 'mailbox'
  const nextAt = isReady ? NEVER : before.nextAt === NEVER ? now : Math.max(now, before.nextAt)
  return { ...before, nextAt, why }
}

/** A fallback route takes over a minute later at the earliest, so that the primary route gets one attempt. */
function putBack({ sql, clock, fallbackRules }: ReinstatePorts, orderId: string, row: Row, going: Going): void {
  const now = clock.now()
  const isOver = going.state === 'held' || going.state === 'refused'
  const waitsForPerson = going.state === 'held' && going.nextAt === NEVER
  sql.all(
    `UPDATE deliveries SET state = ?, hold_reason = ?, next_at = ?, late_alert_at = ?, fallback_check_at = ?, fallback_started_at = coalesce(?, fallback_started_at),
     reached = ?, superseded_by = NULL, superseded_from = NULL WHERE order_id = ? AND version = ? AND route = ?`,
    going.state,
    going.holdReason,
    going.nextAt,
    isOver ? null : Math.max(now, going.nextAt === NEVER ? now : going.nextAt) + fallbackRules.lateAfter,
    waitsForPerson ? NEVER : AT_ONCE,
    isOver ? null : now,
    going.holdReason === 'restored' ? raiseReached(row.reached) : row.reached,
    ...keyValues({ ...row, orderId }),
  )
}

/** Raises an alert for each version and hold reason, and for each route that had refused the version. */
function alert(ports: ReinstatePorts, orderId: string, row: Row, going: Going, alerted: Set<string>): void {
  const { version, route } = row
  const { state, holdReason, why } = going
  const alertKey = `${version} ${holdReason ?? route}`
  if ((state !== 'held' && state !== 'refused') || alerted.has(alertKey)) return
  alerted.add(alertKey)
  if (state === 'refused') raiseAlert(ports, { kind: 'refused', orderId, version, route, why })
  else if (holdReason === 'fault') raiseAlert(ports, { kind: 'internal-error', orderId, version, why: '' })
  else raiseAlert(ports, { kind: 'held', orderId, version, cause: holdReason ?? 'reverted', why })
}
