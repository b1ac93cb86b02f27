import { type HoldReason, isDiscardedAfterArrival } from '../../model/delivery-state.ts'
import { type Holding, lacksOnlyCopies, mayHaveOrder } from '../../model/erp-holding.ts'
import { isLasting } from '../../model/lasting-cause.ts'
import type { OrderView } from '../../outbox/views.ts'
import { type CancellationRules, sendsCancellations } from '../../profile/cancellations.ts'
import { mailRoutes } from '../../profile/copy-routes.ts'
import { fill } from '../../text/fill.ts'
import type { ShownState } from '../frame/state-chip.tsx'
import { timeOfDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { keepingRoutes } from './routes-of-action.ts'

export interface Verdict {
  readonly state: ShownState
  /** A sentence that says how the order stands. */
  readonly text: string
  /** The time of the gateway's next attempt; null without a further attempt. */
  readonly nextAt: string | null
}

/** How an order stands, in one sentence. */
export function verdictOf(
  order: OrderView,
  { words }: Pick<Visit, 'words'>,
  holdings: readonly Holding[],
  supplier: CancellationRules,
): Verdict {
  const { verdicts } = words
  const mails = mailRoutes(supplier)
  const open = order.deliveries.filter(({ state }) => !CLOSED.has(state))
  const wait = WORST_FIRST.flatMap((kind) => open.filter(({ waitsFor }) => waitsFor?.kind === kind))[0]
  const nextAt = open.map((delivery) => delivery.nextAttemptAt).find((at) => at !== null) ?? null
  switch (order.state) {
    case 'held': {
      const held = open.filter(({ state }) => state === 'held').map(({ route }) => route)
      if (lacksOnlyCopies(holdings)) {
        const values = { who: whoHas(holdings, words), routes: [...new Set(held)].join(', ') }
        return { state: 'held', text: fill(verdicts.heldCopy, values), nextAt: null }
      }
      const reason = order.holdReason ? heldReason(order.holdReason, words, holdings) : ''
      return { state: 'held', text: fill(verdicts.held, { reason }), nextAt: null }
    }
    case 'pending': {
      if (lacksOnlyCopies(holdings)) return { ...copyVerdict(open, words, holdings, mails), nextAt }
      const refused = open.find(({ state, waitsFor }) => state === 'refused' && waitsFor === null)
      if (refused) return { state: 'still', text: fill(verdicts.notTaken, { route: refused.route }), nextAt }
      // A change on its way to the receiver leaves nothing to key.
      const ended = holdings.filter(({ certain, open }) => open === null || open <= (certain?.version ?? 0))
      const passed = passedVerdict(ended, verdicts)
      if (passed?.state === 'attention') return { ...passed, nextAt }
      const lasting = open.find(({ state, note }) => state === 'deferred' && note !== null && isLasting(note))
      if (lasting && wait?.waitsFor?.kind !== 'pause')
        return {
          state: 'still',
          text: fill(verdicts.still, { wait: fill(words.waits.lasting, { route: lasting.route }) }),
          nextAt,
        }
      const kind = wait?.waitsFor?.kind
      if (!wait || !kind) return { state: 'pending', text: verdicts.pendingPlain, nextAt }
      const isStill = kind === 'pause' || kind === 'circuit'
      const sentence = isStill ? verdicts.still : verdicts.pending
      const text = fill(sentence, { wait: fill(words.waits[kind], { route: wait.route }) })
      return { state: isStill ? 'still' : 'pending', text, nextAt }
    }
    case 'settled':
      return { ...settledVerdict(order, words, holdings, supplier), nextAt: null }
    default: {
      const isMailed = order.state === 'discarded' && order.deliveries.some(isDiscardedAfterArrival)
      return { state: order.state, text: verdicts[isMailed ? 'discardedMailed' : order.state], nextAt: null }
    }
  }
}

/** A receiver that brought the order and has no cancellation still packs the goods. */
function cancelledVerdict(
  order: OrderView,
  { keptBy, keptCall, settledTaken }: Visit['words']['verdicts'],
  supplier: CancellationRules,
): Pick<Verdict, 'state' | 'text'> {
  const kept = keepingRoutes(order)
  const able = kept.filter((route) => sendsCancellations(supplier, route))
  if (able.length > 0) return { state: 'attention', text: fill(keptBy, { routes: able.join(', ') }) }
  return { state: 'settled', text: kept.length > 0 ? fill(keptCall, { routes: kept.join(', ') }) : settledTaken }
}

/** A copy that does not leave is no order that does not leave: a person who believes so keys a second order. */
function copyVerdict(
  open: readonly Open[],
  words: Visit['words'],
  holdings: readonly Holding[],
  mails: readonly string[],
): Pick<Verdict, 'state' | 'text'> {
  const { verdicts } = words
  const routes = [...new Set(open.map(({ route }) => route))]
  const isStill = open.some(
    ({ state, waitsFor }) => state === 'refused' || waitsFor?.kind === 'pause' || waitsFor?.kind === 'circuit',
  )
  const sentence = open.every(({ state }) => state === 'sent')
    ? verdicts.copySent
    : routes.every((route) => mails.includes(route))
      ? verdicts.mailWaits
      : verdicts.copyWaits
  const text = fill(sentence, { who: whoHas(holdings, words), routes: routes.join(', ') })
  return { state: isStill ? 'attention' : 'settled', text }
}

type Open = Pick<OrderView['deliveries'][number], 'route' | 'state' | 'waitsFor'>

/** A fallback route may lead to another system than the ERP. */
function whoHas([only, ...others]: readonly Holding[], { erp }: Visit['words']): string {
  if (others.length > 0) return erp.every
  return only?.passed && only.certain ? fill(erp.behind, { route: only.certain.route }) : erp.yours
}

/** A change after an earlier version arrived for certain is no guess. */
export function heldReason(
  reason: HoldReason,
  { holdReasons, erp }: Visit['words'],
  holdings: readonly Holding[],
): string {
  const there = holdings.flatMap(({ certain }) => (certain ? [certain.version] : []))
  return reason === 'revision' && there.length > 0
    ? fill(holdings.length === 1 ? erp.changedAfter : erp.changedThere, { version: String(Math.max(...there)) })
    : holdReasons[reason]
}

/** A person reads the wait that may need a person. */
const WORST_FIRST = [
  ...(['pause', 'circuit', 'retry', 'fallback', 'earlier-version', 'customer-order'] as const),
  ...(['opening', 'throttle', 'batch', 'schedule', 'turn', 'collection'] as const),
]

const CLOSED: ReadonlySet<string> = new Set(['delivered', 'done', 'superseded', 'discarded'])

/** A person resolves the cause of a refusal, although another route has the order. */
function settledVerdict(
  order: OrderView,
  { verdicts, erp }: Visit['words'],
  holdings: readonly Holding[],
  supplier: CancellationRules,
): Pick<Verdict, 'state' | 'text'> {
  const mails = mailRoutes(supplier)
  const counted = order.deliveries.filter(({ state }) => state === 'delivered' || state === 'done')
  if (counted.some(({ purpose }) => purpose === 'cancellation')) return cancelledVerdict(order, verdicts, supplier)
  const doubt = discardedInDoubt(order, holdings)
  if (doubt) {
    const who = holdings.length > 1 ? fill(erp.behind, { route: doubt.route }) : erp.yours
    const version = String(doubt.version)
    return { state: 'attention', text: fill(verdicts.discardedInDoubt, { who, version }) }
  }
  const passed = passedVerdict(holdings, verdicts)
  if (passed) return passed
  const routes = discardedOn(order, holdings)
  if (routes.length > 0)
    return {
      state: routes.length === holdings.length ? 'discarded' : 'settled',
      text: fill(verdicts.discardedOn, { routes: routes.join(', ') }),
    }
  const isByHand = counted.length > 0 && counted.every(({ state }) => state === 'done')
  const isMail = holdings.length > 0 && holdings.every(({ primaryRoute }) => mails.includes(primaryRoute))
  return {
    state: 'settled',
    text: verdicts[isByHand ? 'settledByHand' : isMail ? 'settledMail' : 'settled'],
  }
}

/** The document that a person discarded although it may have arrived, after the last version that the receiver has. */
const discardedInDoubt = ({ deliveries }: OrderView, holdings: readonly Holding[]) =>
  deliveries.findLast(
    ({ route, fallbackFor, version, state, reached }) =>
      state === 'discarded' &&
      reached === 'maybe' &&
      holdings.some(
        ({ primaryRoute, certain }) => primaryRoute === (fallbackFor ?? route) && version > (certain?.version ?? 0),
      ),
  )

/** The routes to receivers that got nothing because a person discarded the order there. Another route has the order. */
const discardedOn = ({ deliveries }: OrderView, holdings: readonly Holding[]): string[] =>
  holdings.flatMap(({ primaryRoute, certain }) => {
    const chain = deliveries.filter(({ route, fallbackFor }) => (fallbackFor ?? route) === primaryRoute)
    return certain === null && chain.some(({ state }) => state === 'discarded') ? [primaryRoute] : []
  })

/** A route that another route replaced: the worst comes first. Null without such a route. */
function passedVerdict(
  holdings: readonly Holding[],
  verdicts: Visit['words']['verdicts'],
): Pick<Verdict, 'state' | 'text'> | null {
  const elsewhere =
    holdings.find(({ passed }) => passed?.refusal != null) ??
    holdings.find((holding) => holding.passed && mayHaveOrder(holding)) ??
    holdings.find(({ passed }) => passed)
  if (!elsewhere?.passed || !elsewhere.certain) return null
  const { passed, certain } = elsewhere
  const values = { route: certain.route, primary: passed.route }
  if (passed.refusal !== null) {
    const { earlier, isByMail } = passed
    if (!isByMail) return { state: 'attention', text: fill(verdicts.refusedElsewhere, values) }
    const versions = earlier && {
      holder: earlier.route,
      before: String(earlier.version),
      after: String(certain.version),
    }
    const text = versions
      ? fill(verdicts.refusedChange, { ...values, ...versions })
      : fill(verdicts.refusedMailed, values)
    return { state: 'attention', text }
  }
  return passed.isByMail && mayHaveOrder(elsewhere)
    ? { state: 'attention', text: fill(verdicts.perhapsMailed, values) }
    : { state: 'settled', text: fill(verdicts.settledElsewhere, values) }
}

/** The next attempt on the supplier's clock. */
export const nextAttempt = (at: string, zone: string): string => timeOfDay(Date.parse(at), zone)
