import type { Reached } from '../../model/attempt-result.ts'
import type { DeliveryState, HoldReason } from '../../model/delivery-state.ts'
import { dueAt, fallbackTimes } from '../../profile/fallbacks.ts'
import type { FallbackStep } from '../../profile/timing.ts'
import { type AgeRules, type DueFacts, lastInTime, staleReason } from '../due.ts'
import { NEVER } from '../schema.ts'
import { ROLL_OUT_MS } from './new-routes.ts'

/**
 * The next change of an open delivery if no person acts and the receiver's system does not change. Times are
 * milliseconds since 1970. `sent`: the next attempt. `probe`: the receiver's system must first answer a probe,
 * perhaps with another order. `behind`: an earlier order or version goes first. `collection`: the receiver can collect the
 * document from a mailbox until then, or at any time. `new-route`: the gateway sends the order once the outbox knows the
 * route, and not after `until`. `next` happens at its time at the latest: a delivery that waited for too long can be refused or
 * held at its turn.
 */
export type Outlook =
  | { readonly kind: 'stays' }
  | { readonly kind: 'sent' | 'probe'; readonly at: number; readonly next: ChainEvent | null }
  | { readonly kind: 'behind'; readonly next: ChainEvent | null }
  | { readonly kind: 'new-route'; readonly until: number }
  | { readonly kind: 'collection'; readonly until: number | null; readonly next: ChainEvent | null }
  | ChainEvent

/** A change by the fallback chain, or by the age of the order. */
export type ChainEvent =
  | { readonly kind: 'fallback'; readonly route: string; readonly at: number }
  | { readonly kind: 'held'; readonly reason: HoldReason; readonly at: number }

export interface OutlookFacts extends DueFacts {
  readonly route: string
  readonly state: DeliveryState
  readonly reached: Reached
  readonly purpose: string
  readonly attempts: number
  readonly nextAt: number
  readonly fallbackCheckAt: number | null
  readonly fallbackStartedAt: number | null
  /** Routes that have, or had, this version. */
  readonly usedRoutes: readonly string[]
  /** No request of the chef got an answer for this version. */
  readonly isUnconfirmed: boolean
  /** The gateway accepted this version during a roll-out, for a route that the outbox does not know yet. */
  readonly awaitsRoute: boolean
  /** No fallback route sends this version: a later version takes its place, or a person stopped the order. */
  readonly isStopped: boolean
  /** The gateway has paused the route, because the receiver refuses every order. */
  readonly isPausedByGateway: boolean
  /** An earlier version of the order, or an earlier order of the customer, goes first. */
  readonly isBehind: boolean
  /** Why the delivery waits; null when the delivery does not wait for anything else. */
  readonly wait: OutlookWait | null
}

export interface OutlookWait {
  readonly kind: string
  /** Null when the end is not known. */
  readonly until: number | null
  /** Only a person ends the wait. */
  readonly isForPerson: boolean
}

export interface OutlookRules extends AgeRules {
  readonly steps: readonly FallbackStep[]
  /** When the primary route could first be used. */
  readonly opens: number
  /** When the delivery's own route may first be used from a moment on. */
  readonly opensAt: (moment: number) => number
  /** Whether the fallback route may send this version. */
  readonly maySend: (route: string) => boolean
  /** Whether an earlier version may have left, so that a person decides before that route takes over. */
  readonly hasLeftBeside: (route: string) => boolean
}

/** Null for a delivery that is settled, under way, or handed over. */
export function outlookOf(facts: OutlookFacts, rules: OutlookRules, now: number): Outlook | null {
  const { state, wait, nextAt } = facts
  if (state === 'held' && nextAt >= NEVER) {
    const isSent = facts.awaitsRoute && !facts.isUnconfirmed
    return isSent ? { kind: 'new-route', until: facts.dueSince + ROLL_OUT_MS } : { kind: 'stays' }
  }
  if (state === 'refused') return chainEvent(facts, rules, now) ?? { kind: 'stays' }
  if (state !== 'held' && state !== 'waiting' && state !== 'deferred' && state !== 'uncertain') return null
  const chain = chainEvent(facts, rules, now)
  if (wait?.isForPerson) return chain ?? { kind: 'stays' }
  if (facts.isBehind) return { kind: 'behind', next: chain }
  if (state === 'waiting' && nextAt >= NEVER) return collectionOf(facts, rules, chain, now)
  const at = rules.opensAt(Math.max(nextAt, wait?.until ?? now, now))
  if (at >= NEVER) return chain ?? { kind: 'stays' }
  if (chain && chain.at <= at) return chain
  if (wait?.kind === 'circuit') return { kind: 'probe', at, next: chain }
  return staleReason(facts, rules, at) ? { kind: 'held', reason: 'stale', at } : { kind: 'sent', at, next: chain }
}

/** A document that the receiver had is handed over again at any time. The others are held after their time. */
function collectionOf(facts: OutlookFacts, rules: OutlookRules, chain: ChainEvent | null, now: number): Outlook {
  if (facts.reached !== 'no') return { kind: 'collection', until: null, next: chain }
  const until = lastInTime(facts, rules)
  if (Math.max(now, facts.wait?.until ?? now) > until) return chain ?? { kind: 'stays' }
  const isFirst = chain === null || until < chain.at
  return { kind: 'collection', until, next: isFirst ? null : chain }
}

/** The next change by the fallback chain, as `advanceFallbacks` decides at that time; null without a change. */
function chainEvent(facts: OutlookFacts, rules: OutlookRules, now: number): ChainEvent | null {
  const {
    state,
    route: holder,
    purpose,
    attempts,
    usedRoutes,
    fallbackCheckAt,
    fallbackStartedAt,
    isUnconfirmed,
    isStopped,
  } = facts
  const { steps, opens } = rules
  if (fallbackCheckAt === null || purpose === 'cancellation' || isStopped) return null
  if (state === 'refused' && attempts === 0 && isUnconfirmed) return null
  const moments = fallbackTimes(steps, { since: facts.dueSince, cutOff: facts.cutOff, opens })
  const held = { step: steps.findIndex(({ route }) => route === holder), fallbackStartedAt }
  const lastUsed = steps.findLastIndex(({ route }) => route !== undefined && usedRoutes.includes(route))
  const isRefused = state === 'refused' && !facts.isPausedByGateway
  for (const [index, { route }] of steps.entries()) {
    if (index <= lastUsed || (route !== undefined && usedRoutes.includes(route))) continue
    const due = isRefused && route !== undefined ? now : dueAt(index, moments, held)
    if (due === null) continue
    const at = Math.max(due, now)
    if (staleReason(facts, rules, at)) return state === 'refused' ? null : { kind: 'held', reason: 'stale', at }
    if (route === undefined) return { kind: 'held', reason: 'undelivered', at }
    if (purpose === 'original' && rules.hasLeftBeside(route)) return { kind: 'held', reason: 'revision', at }
    if (rules.maySend(route)) return { kind: 'fallback', route, at }
  }
  return null
}
