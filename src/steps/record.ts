import type { AttemptResult } from '../model/attempt-result.ts'
import { backoff } from '../model/backoff.ts'
import { findingNote } from '../model/finding.ts'
import { isLasting } from '../model/lasting-cause.ts'
import { takeLate } from '../outbox/alerts/late.ts'
import { raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { alertArrival } from '../outbox/answers/arrived-after-all.ts'
import { storeReceipt } from '../outbox/answers/receipts.ts'
import { deleteLateContents } from '../outbox/order-contents.ts'
import type { Lease } from '../outbox/queue.ts'
import type { Failure } from '../outbox/route/circuit-breaker.ts'
import { hasNextRoute } from '../outbox/route/fallback-chain.ts'
import { beforeTakeover } from '../outbox/route/last-chance.ts'
import { resumedSince } from '../outbox/route/pause.ts'
import { countTlsFailure, resetTlsFailures } from '../outbox/route/securing.ts'
import { NEVER } from '../outbox/schema.ts'
import { type Settlement, settle } from '../outbox/settle.ts'
import type { TimelineEvent } from '../outbox/timeline-events.ts'
import { fallbacksOf } from '../profile/fallbacks.ts'
import { requireRoute } from '../profile/route-named.ts'
import type { Route } from '../profile/supplier.ts'
import { alertRefusal } from './alert-refusal.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { Unwritable } from './render.ts'

/** TLS failures in a row after which the route waits for a person. */
const UNSECURED_LIMIT = 3

/** Stores the result of an attempt: settles the delivery, schedules a retry, or alerts a person. */
export function record(attempted: AttemptResult, lease: Lease, ports: DispatchPorts): 'healthy' | Failure {
  const { sql, clock } = ports
  const now = clock.now()
  const result = retryIfResumed(afterSecuring(attempted, lease, ports), lease, ports)
  const settlement = settlementFor(result, lease, ports, now)
  sql.atomically(() => {
    if (result.evidence) storeReceipt(sql, lease, 'answered', result.evidence, result, now)
    for (const delivery of deliveriesOf(lease)) {
      if (!settle(sql, delivery, settlement, eventOf(result, settlement), now)) {
        if (settlement.reached === 'yes') alertArrival(ports, delivery)
        deleteLateContents(sql, delivery.orderId)
        continue
      }
      if (result.outcome === 'refused') alertRefusal({ routeWide: result.routeWide, why: result.note }, delivery, ports)
      else if (settlement.state === 'refused')
        alertRefusal({ cause: 'given-up', why: settlement.note }, delivery, ports)
      else if (settlement.state === 'held')
        raiseAlert(ports, { kind: 'held', ...delivery, cause: 'uncertain', why: settlement.note })
      else if (isLastingFailure(result) && takeLate(sql, delivery))
        raiseAlert(ports, { kind: 'late', ...delivery, cause: 'lasting', why: settlement.note })
    }
  })
  return failureIn(result) ?? 'healthy'
}

/** The timeline's event. A handed-over document becomes `delivered` only with the receipt that settles the delivery. */
const eventOf = ({ outcome }: AttemptResult, { state }: Settlement): TimelineEvent =>
  outcome === 'kept' ? 'ready' : state === 'sent' ? 'sent' : outcome

/** A failure that no wait ends raises its alert at once. Repeated TLS failures pause the route, and the pause has an alert. */
const isLastingFailure = (result: AttemptResult): boolean =>
  result.outcome === 'deferred' && !result.securing && isLasting(result.note)

/** The leases of all orders in an interchange: the result of the document applies to each order. */
const deliveriesOf = (lease: Lease): readonly Lease[] => lease.members ?? [lease]

/**
 * The attempt began before the operator resumed the route, so its refusal is outdated: retry instead of pausing the
 * route again.
 */
function retryIfResumed(result: AttemptResult, lease: Lease, { sql }: DispatchPorts): AttemptResult {
  if (result.outcome !== 'refused' || !result.routeWide || !resumedSince(sql, lease.route, lease.leasedAt))
    return result
  const { routeWide: _, ...rest } = result
  return { ...rest, outcome: 'deferred', reached: result.reached === 'no' ? 'no' : 'maybe' }
}

/** A receiver that refuses one order still works, and so does a receiver that answers a check. */
function failureIn(result: AttemptResult): Failure | null {
  const { outcome, note } = result
  if (outcome === 'refused') return result.routeWide === true ? { phase: result.phase, note, pausesRoute: true } : null
  if (outcome === 'deferred')
    return { phase: result.phase, note, pausesRoute: false, retryAfterSeconds: result.retryAfterSeconds }
  return outcome === 'uncertain' && !result.holdForPerson ? { phase: result.phase, note, pausesRoute: false } : null
}

/**
 * The rules or the format failed: no document was sent. The delivery is held for a person, or the next fallback takes
 * over.
 */
export function recordFault(fault: unknown, lease: Lease, ports: DispatchPorts): null {
  const { sql, clock } = ports
  const unwritable = fault instanceof Unwritable
  const why = unwritable ? fault.message : findingNote('preparation-failed')
  const reason = unwritable ? 'unwritable' : 'fault'
  sql.atomically(() => {
    const goesOn = hasNextRoute(sql, fallbacksOf(ports.supplier, lease.primaryRoute), lease)
    const state = goesOn ? 'refused' : 'held'
    const settlement: Settlement = {
      state,
      reached: 'no',
      holdReason: goesOn ? null : reason,
      nextAt: NEVER,
      note: why,
    }
    for (const delivery of deliveriesOf(lease)) {
      if (!settle(sql, delivery, settlement, state, clock.now())) {
        deleteLateContents(sql, delivery.orderId)
        continue
      }
      if (!unwritable) raiseAlert(ports, { kind: 'internal-error', ...delivery, why: '' })
      else raiseAlert(ports, { ...delivery, ...(goesOn ? { kind: 'refused' } : { kind: 'held', cause: reason }), why })
    }
  })
  return null
}

/** After three TLS failures in a row the route is paused: a person must check the certificate. */
function afterSecuring(result: AttemptResult, { route }: Lease, { sql }: DispatchPorts): AttemptResult {
  const failed = result.outcome === 'deferred' && result.securing === true
  const enough = failed && countTlsFailure(sql, route) >= UNSECURED_LIMIT
  if (!failed || enough) resetTlsFailures(sql, route)
  if (!enough) return result
  const note = findingNote('unsecured-again', { count: String(UNSECURED_LIMIT), note: result.note })
  return { ...result, outcome: 'refused', reached: 'no', routeWide: true, note }
}

function settlementFor(result: AttemptResult, lease: Lease, ports: DispatchPorts, now: number): Settlement {
  const { progress } = result
  return {
    ...withoutProgress(result, lease, ports, now),
    ...('phase' in result ? { phase: result.phase } : {}),
    ...(progress === undefined ? {} : { progress: JSON.stringify(progress) }),
  }
}

function withoutProgress(result: AttemptResult, lease: Lease, ports: DispatchPorts, now: number): Settlement {
  const { note } = result
  switch (result.outcome) {
    case 'delivered':
      if (transportSettles(requireRoute(ports.supplier, lease.route)))
        return { state: 'delivered', reached: 'yes', holdReason: null, nextAt: null, note }
      return handedOver(`${note} ${findingNote('own-word-due')}`, requireRoute(ports.supplier, lease.route), now)
    case 'sent':
      return handedOver(note, requireRoute(ports.supplier, lease.route), now)
    case 'kept':
      return { state: 'waiting', reached: 'no', holdReason: null, nextAt: NEVER, note }
    case 'refused':
      return { state: 'refused', reached: result.reached, holdReason: null, nextAt: NEVER, note }
    case 'deferred':
      if (result.reached === 'maybe' && !result.repeatsNothing && holdsUncertain(lease, ports))
        return heldUncertain(note)
      return again('deferred', result.reached, result, lease, ports, now)
    case 'uncertain':
      if (holdsUncertain(lease, ports) || result.holdForPerson) return heldUncertain(note)
      return again('uncertain', 'maybe', result, lease, ports, now)
  }
}

const holdsUncertain = (lease: Lease, ports: DispatchPorts): boolean =>
  (requireRoute(ports.supplier, lease.route).whenUncertain ?? ports.supplier.whenUncertain) === 'hold'

const heldUncertain = (note: string): Settlement => ({
  ...{ state: 'held', reached: 'maybe', holdReason: 'uncertain', nextAt: NEVER, note },
})

/** Whether the transport's own result settles a delivery. */
export const transportSettles = ({ receipt }: Route): boolean => receipt !== 'acknowledgement' && receipt !== 'person'

const handedOver = (note: string, { receiptDueMinutes }: Route, now: number): Settlement => ({
  state: 'sent',
  reached: 'yes',
  holdReason: null,
  nextAt: NEVER,
  note,
  receiptDueAt: now + receiptDueMinutes * 60_000,
})

function again(
  state: 'deferred' | 'uncertain',
  reached: 'no' | 'maybe',
  result: { readonly note: string; readonly retryAfterSeconds?: number },
  lease: Lease,
  ports: DispatchPorts,
  now: number,
): Settlement {
  const { retry } = requireRoute(ports.supplier, lease.route)
  if (now - Math.max(lease.dueSince, lease.fallbackStartedAt ?? 0) > retry.giveUpAfterHours * 3_600_000) {
    const values = { hours: String(retry.giveUpAfterHours), tries: String(lease.attempt), note: result.note }
    const note = findingNote('given-up', values)
    return { state: 'refused', reached, holdReason: null, nextAt: NEVER, note }
  }
  const wait = backoff(retry.delaysSeconds, lease.attempt, ports.random())
  const own = beforeTakeover(ports.sql, lease, now + Math.ceil(wait * 1000), now)
  const nextAt = Math.max(own, now + Math.ceil((result.retryAfterSeconds ?? 0) * 1000))
  return { state, reached, holdReason: null, nextAt, note: result.note }
}
