import { type DeliveryFact, laterThatLeft, mayHaveReached, sharesChain } from '../../model/delivery-state.ts'
import type { CopyRank } from '../../model/erp-holding.ts'
import { findingNote } from '../../model/finding.ts'
import { sendSeparately } from '../batch/leave-interchange.ts'
import { repurpose } from '../batch/rewrite.ts'
import { isCancellation, supersede } from '../deliveries.ts'
import { hasDocument } from '../documents.ts'
import { endRefusalsBefore } from '../end-refusals.ts'
import { keyValues } from '../key-values.ts'
import { confirmByPerson } from '../request-ledger.ts'
import { restartChains } from '../route/stopped-chain.ts'
import { AT_ONCE } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { countOn } from '../storage-id.ts'
import { type ActionResult, DONE, type MayLeave, type ReleaseRequest, type Start, wrongState } from './action.ts'
import { canSupersede, replacedElsewhere } from './replaced-elsewhere.ts'

/** The rules of a release, from the configuration. */
export interface ReleaseRules {
  readonly mayLeave: MayLeave
  readonly rankOf: CopyRank
}

/**
 * Releases held or refused deliveries of one version. Supersedes earlier versions that are unsent, held or refused,
 * because the person chose this version.
 */
export function releaseDeliveries(
  sql: Sql,
  orderId: string,
  chosen: readonly [DeliveryFact, ...DeliveryFact[]],
  all: readonly DeliveryFact[],
  { as }: ReleaseRequest,
  { mayLeave, rankOf }: ReleaseRules,
  start: Start,
): ActionResult {
  const obstacles = chosen.map(
    (delivery) => laterObstacle(delivery, all) ?? mayLeave(orderId, delivery.version, delivery.route),
  )
  const free = chosen.filter((_, at) => obstacles[at] === null)
  if (free.length === 0) return wrongState(obstacles.find((why) => why !== null) ?? findingNote('no-route-takes'))
  const [{ version }] = chosen
  const cancels = isCancellation(sql, orderId, version)
  const earlier = all.filter((delivery) => delivery.version < version)
  // A later version may have arrived too, if a person discarded it and an earlier version was restored.
  const hasLeft = (delivery: DeliveryFact): boolean =>
    all.some((other) => other.version !== version && sharesChain(other, delivery) && mayHaveReached(other))
  const undecided = free.filter((delivery) => hasLeft(delivery) && !hasPurpose(sql, orderId, delivery))
  if (!as && undecided.length > 0) return wrongState(SAY_HOW)
  const going = new Set(free.map(({ primaryRoute }) => primaryRoute))
  const before = earlier.filter((delivery) => going.has(delivery.primaryRoute) && canSupersede(delivery))
  for (const old of [...before, ...replacedElsewhere(sql, { orderId, version }, all, going, rankOf)])
    supersede(sql, orderId, old.version, old.route, version, start.now)
  for (const delivery of free) {
    // A replacement needs an earlier version that may have been sent.
    const isChosen = undecided.includes(delivery) || (delivery.reached === 'no' && hasLeft(delivery))
    if (as && !cancels && isChosen) repurpose(sql, { ...delivery, orderId }, as)
    // A receiver did not take a refused document, but may have taken an uncertain one.
    sendSeparately(sql, { ...delivery, orderId }, delivery.reached === 'maybe')
    reschedule(sql, orderId, delivery, start)
  }
  restartChains(sql, orderId)
  confirmByPerson(sql, orderId, version)
  endRefusalsBefore(sql, orderId, version)
  return DONE
}

/** A restore holds versions that later ones had replaced: a receiver would take the earlier version for the newest. */
const laterObstacle = (delivery: DeliveryFact, all: readonly DeliveryFact[]): string | null =>
  textOfLater('later-left', delivery, all)

/** The reason why a version that was handed over must not be sent again: a later version has left, perhaps by a fallback route. */
export const repeatObstacle = (delivery: DeliveryFact, all: readonly DeliveryFact[]): string | null =>
  textOfLater('later-there', delivery, all)

function textOfLater(
  code: 'later-left' | 'later-there',
  delivery: DeliveryFact,
  all: readonly DeliveryFact[],
): string | null {
  const later = laterThatLeft(delivery, all)
  if (!later) return null
  return findingNote(code, { later: String(later.version), route: later.route, version: String(delivery.version) })
}

export const SAY_HOW = findingNote('say-how')

/**
 * A person chose the purpose, or the document may have arrived: the next attempt keeps the purpose. A restored version
 * without a document counts as perhaps arrived, and its purpose is still open.
 */
export function hasPurpose(sql: Sql, orderId: string, { version, route, state, reached }: DeliveryFact): boolean {
  if (isCancellation(sql, orderId, version)) return true
  if (state === 'held' && reached === 'no') return false
  const undecided = sql.all(
    `SELECT 1 FROM deliveries d WHERE order_id = ? AND version = ? AND route = ? AND ${UNDECIDED}`,
    ...keyValues({ orderId, version, route }),
  )
  return undecided.length === 0
}

/** An original that was never written, for example because its route could not write the document at acceptance. */
export const UNDECIDED = `d.purpose = 'original' AND d.interchange IS NULL AND NOT ${hasDocument()}`

/** Clears the hold reason of a held delivery. The failure note of an attempt stays until the next attempt. */
export const reschedule = (
  sql: Sql,
  orderId: string,
  { version, route }: DeliveryFact,
  { now, lateAt }: Start,
): void => {
  sql.all(
    `UPDATE deliveries SET state = 'waiting', hold_reason = NULL, next_at = ?, due_since = ?, late_alert_at = ?, collected_at = NULL,
     note = iif(state = 'held', NULL, note), handover_count = ${countOn('handover_count', '?')}, fetched_by = NULL, fallback_check_at = iif(fallback_check_at IS NULL, NULL, ${AT_ONCE})
     WHERE order_id = ? AND version = ? AND route = ?`,
    now,
    now,
    lateAt,
    now,
    ...keyValues({ orderId, version, route }),
  )
}
