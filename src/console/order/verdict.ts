import { type HoldReason, isSettled } from '../../model/delivery-state.ts'
import { type Holding, isAtNoSystem, versionAtSystem } from '../../model/erp-holding.ts'
import {
  isPerhapsMailed,
  type ShownState,
  type Standing,
  type Standstill,
  standingDeliveries,
  standingOf,
} from '../../model/order-standing.ts'
import type { OrderView } from '../../outbox/views.ts'
import { type CancellationRules, sendsCancellations } from '../../profile/cancellations.ts'
import { mailRoutes } from '../../profile/copy-routes.ts'
import { cancellationTitle } from '../../profile/desk-advice.ts'
import { standingRules } from '../../profile/standing-rules.ts'
import { fill } from '../../text/fill.ts'
import { timeOfDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { isHeldCancellation, isRefusedCancellation } from './for-cancellation.ts'
import { followsCancellation, heldVersion, keepingRoutes, routesOf } from './routes-of-action.ts'

export interface Verdict {
  readonly state: ShownState
  /** A sentence that says how the order stands. */
  readonly text: string
  /** The time of the gateway's next attempt; null without a further attempt. */
  readonly nextAt: string | null
}

/** How an order stands, in one sentence. The list shows the same state, but not the last post of the chef. */
export function verdictOf(
  order: OrderView,
  { words, language }: Pick<Visit, 'words' | 'language'>,
  holdings: readonly Holding[],
  supplier: CancellationRules,
): Verdict {
  const standing = standingOf(
    { state: order.state, deliveries: standingDeliveries(order.deliveries), keptBy: keepingRoutes(order) },
    standingRules(supplier),
  )
  const open = order.deliveries.filter((delivery) => !isSettled(delivery.state))
  const nextAt = open.map((delivery) => delivery.nextAttemptAt).find((at) => at !== null) ?? null
  // A call settles the question of the chef.
  const again = order.refusal?.calledAt === null ? order.placedAgain : undefined
  const count = again?.routes.length
  // A person first looks for a document that may have arrived.
  const text =
    count && !standing.doubt
      ? fill(words.erp.afterDiscard, { ...again, count, routes: again.routes.join(', ') })
      : textOf(standing, { order, open, words, language, holdings, supplier })
  return { state: again ? 'attention' : standing.state, text, nextAt: order.state === 'pending' ? nextAt : null }
}

interface Facts {
  readonly order: OrderView
  /** The deliveries that are not settled. */
  readonly open: readonly Open[]
  readonly words: Visit['words']
  readonly language: Visit['language']
  readonly holdings: readonly Holding[]
  readonly supplier: CancellationRules
}

function textOf({ kind, passed, doubt, routes = [] }: Standing, facts: Facts): string {
  const { order, open, words, holdings, supplier } = facts
  const { verdicts } = words
  switch (kind) {
    case 'held-copy': {
      const held = open.filter(({ state }) => state === 'held')
      return fill(verdicts.heldCopy, { who: whoHas(holdings, words), routes: routesOf(held).join(', ') })
    }
    case 'held':
      if (isHeldCancellation(order)) {
        const route = open.find(({ state }) => state === 'held')?.route ?? ''
        return cancellationTitle('cancellation-open', { route, count: '1' }, facts.language)
      }
      return fill(verdicts.held, {
        reason: order.holdReason ? heldReason(order, order.holdReason, words, holdings) : '',
      })
    case 'copy':
      return copyText(facts)
    case 'not-taken':
      return notTakenText(facts)
    case 'changed':
      return fill(verdicts.takenChanged, { route: stoppedRoute(open, 'changed') ?? '' })
    case 'passed':
      return passedText(passed, verdicts)
    case 'still': {
      const kind = (['pause', 'lasting', 'circuit'] as const).find((one) => stoppedRoute(open, one)) ?? 'pause'
      return fill(verdicts.still, { wait: fill(words.waits[kind], { route: stoppedRoute(open, kind) ?? '' }) })
    }
    case 'pending':
      return pendingText(facts)
    case 'cancelled':
      return cancelledText(order, verdicts, supplier)
    case 'discarded-in-doubt':
      return fill(verdicts.discardedInDoubt, {
        who: holdings.length > 1 ? fill(words.erp.behind, { route: doubt?.route ?? '' }) : words.erp.yours,
        version: doubt?.version ?? order.version,
      })
    case 'discarded-on':
      return fill(verdicts.discardedOn, { routes: routes.join(', ') })
    case 'settled':
      return settledText(facts)
    case 'discarded':
      return verdicts[order.deliveries.some(({ reached }) => reached === 'yes') ? 'discardedMailed' : 'discarded']
    default:
      return verdicts[kind]
  }
}

const stoppedRoute = (open: readonly Open[], standstill: Standstill): string | undefined =>
  open.find((delivery) => delivery.standstill === standstill)?.route

/** An order that the receiver did not take counts before a cancellation. */
function notTakenText({ open, words: { verdicts }, language }: Facts): string {
  const refused = open.filter(({ standstill }) => standstill === 'refused')
  const order = refused.find((delivery) => !isRefusedCancellation(delivery))
  const route = (order ?? refused[0])?.route ?? ''
  return order
    ? fill(verdicts.notTaken, { route })
    : cancellationTitle('cancellation-rejected', { route, count: '1' }, language)
}

function pendingText({ open, words: { verdicts, waits } }: Facts): string {
  const wait = WORST_FIRST.flatMap((kind) => open.filter(({ waitsFor }) => waitsFor?.kind === kind))[0]
  const kind = wait?.waitsFor?.kind
  return kind ? fill(verdicts.pending, { wait: fill(waits[kind], { route: wait.route }) }) : verdicts.pendingPlain
}

/** A receiver that brought the order and has no cancellation still packs the goods. */
function cancelledText(
  order: OrderView,
  { keptBy, keptCall, settledTaken }: Visit['words']['verdicts'],
  supplier: CancellationRules,
): string {
  const kept = keepingRoutes(order)
  const able = kept.filter((route) => sendsCancellations(supplier, route))
  if (able.length > 0) return fill(keptBy, { routes: able.join(', ') })
  return kept.length > 0 ? fill(keptCall, { routes: kept.join(', ') }) : settledTaken
}

/** A copy that does not leave is no order that does not leave: a person who believes so keys a second order. */
function copyText({ open, words, holdings, supplier }: Facts): string {
  const { verdicts } = words
  const mails = mailRoutes(supplier)
  const routes = routesOf(open)
  const sentence = open.every(({ state }) => state === 'sent')
    ? verdicts.copySent
    : routes.every((route) => mails.includes(route))
      ? verdicts.mailWaits
      : verdicts.copyWaits
  return fill(sentence, { who: whoHas(holdings, words), routes: routes.join(', ') })
}

type Open = Pick<OrderView['deliveries'][number], 'route' | 'state' | 'waitsFor' | 'standstill' | 'purpose'>

/** A fallback route may lead to another system than the ERP. */
function whoHas([only, ...others]: readonly Holding[], { erp }: Visit['words']): string {
  if (others.length > 0) return erp.every
  return only?.passed && only.certain ? fill(erp.behind, { route: only.certain.route }) : erp.yours
}

/** A change after an earlier version arrived for certain is no guess. After a cancellation, the order is no change. */
export function heldReason(
  order: OrderView,
  reason: HoldReason,
  { holdReasons, erp }: Visit['words'],
  holdings: readonly Holding[],
): string {
  if ((reason === 'revision' || reason === 'reverted') && followsCancellation(order, heldVersion(order)))
    return erp.afterCancel
  const mailed = holdings.flatMap((holding) => (isAtNoSystem(holding) ? (holding.certain?.version ?? []) : []))
  if (reason === 'revision' && mailed.length > 0 && mailed.length === holdings.length)
    return fill(erp.changedMailed, { version: Math.max(...mailed) })
  const there = holdings.flatMap((holding) => versionAtSystem(holding)?.version ?? [])
  return reason === 'revision' && there.length > 0
    ? fill(holdings.length === 1 ? erp.changedAfter : erp.changedThere, { version: Math.max(...there) })
    : holdReasons[reason]
}

/** A person reads the wait that may need a person. */
const WORST_FIRST = [
  ...(['pause', 'circuit', 'retry', 'fallback', 'earlier-version', 'customer-order'] as const),
  ...(['opening', 'throttle', 'batch', 'schedule', 'turn', 'collection'] as const),
]

function settledText({ order, words: { verdicts }, holdings, supplier }: Facts): string {
  const mails = mailRoutes(supplier)
  const counted = order.deliveries.filter(({ state }) => state === 'delivered' || state === 'done')
  const isByHand = counted.length > 0 && counted.every(({ state }) => state === 'done')
  const isMail = holdings.length > 0 && holdings.every(({ primaryRoute }) => mails.includes(primaryRoute))
  return verdicts[isByHand ? 'settledByHand' : isMail ? 'settledMail' : 'settled']
}

function passedText(holding: Holding | undefined, verdicts: Visit['words']['verdicts']): string {
  if (!holding?.passed || !holding.certain) return verdicts.settled
  const { route: primary, earlier, isByMail, refusal } = holding.passed
  const values = { route: holding.certain.route, primary }
  const isRefused = refusal !== null
  if (isPerhapsMailed(holding)) return fill(verdicts.perhapsMailed, values)
  if (!isByMail) return fill(isRefused ? verdicts.refusedElsewhere : verdicts.settledElsewhere, values)
  if (!earlier) return fill(isRefused ? verdicts.refusedMailed : verdicts.lacksMailed, values)
  const { route: holder, version: before } = earlier
  const versions = { holder, before, after: holding.certain.version }
  return fill(isRefused ? verdicts.refusedChange : verdicts.lacksChange, { ...values, ...versions })
}

/** The next attempt on the supplier's clock. */
export const nextAttempt = (at: string, zone: string): string => timeOfDay(Date.parse(at), zone)
