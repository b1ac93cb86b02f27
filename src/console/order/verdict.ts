import type { HoldReason } from '../../model/delivery-state.ts'
import type { Holding } from '../../model/erp-holding.ts'
import type { OrderView } from '../../outbox/views.ts'
import { fill } from '../../text/fill.ts'
import type { ShownState } from '../frame/state-chip.tsx'
import { timeOfDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'

export interface Verdict {
  readonly state: ShownState
  /** A sentence that says how the order stands. */
  readonly text: string
  /** The time of the gateway's next attempt; null without a further attempt. */
  readonly nextAt: string | null
}

/** How an order stands, in one sentence. */
export function verdictOf(order: OrderView, { words }: Pick<Visit, 'words'>, holdings: readonly Holding[]): Verdict {
  const { verdicts } = words
  const open = order.deliveries.filter(({ state }) => !CLOSED.has(state))
  const wait = WORST_FIRST.flatMap((kind) => open.filter(({ waitsFor }) => waitsFor?.kind === kind))[0]
  const nextAt = open.map((delivery) => delivery.nextAttemptAt).find((at) => at !== null) ?? null
  switch (order.state) {
    case 'held': {
      const held = open.filter(({ state }) => state === 'held').map(({ route }) => route)
      if (holdings.length > 0 && holdings.every(({ certain, open }) => certain !== null && open === null)) {
        return { state: 'held', text: fill(verdicts.heldCopy, { routes: [...new Set(held)].join(', ') }), nextAt: null }
      }
      const reason = order.holdReason ? heldReason(order.holdReason, words, holdings) : ''
      return { state: 'held', text: fill(verdicts.held, { reason }), nextAt: null }
    }
    case 'pending': {
      const refused = open.find(({ state, waitsFor }) => state === 'refused' && waitsFor === null)
      if (refused) return { state: 'still', text: fill(verdicts.notTaken, { route: refused.route }), nextAt }
      const kind = wait?.waitsFor?.kind
      if (!wait || !kind) return { state: 'pending', text: verdicts.pendingPlain, nextAt }
      const isStill = kind === 'pause' || kind === 'circuit'
      const sentence = isStill ? verdicts.still : verdicts.pending
      const text = fill(sentence, { wait: fill(words.waits[kind], { route: wait.route }) })
      return { state: isStill ? 'still' : 'pending', text, nextAt }
    }
    case 'settled':
      return { state: 'settled', text: verdicts[settledBy(order)], nextAt: null }
    default:
      return { state: order.state, text: verdicts[order.state], nextAt: null }
  }
}

/** A change after an earlier version arrived for certain is no guess. */
function heldReason(reason: HoldReason, { holdReasons, erp }: Visit['words'], holdings: readonly Holding[]): string {
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

function settledBy({ deliveries }: OrderView): 'settledTaken' | 'settledByHand' | 'settled' {
  const counted = deliveries.filter(({ state }) => state === 'delivered' || state === 'done')
  if (counted.at(-1)?.purpose === 'cancellation') return 'settledTaken'
  return counted.length > 0 && counted.every(({ state }) => state === 'done') ? 'settledByHand' : 'settled'
}

/** The next attempt on the supplier's clock. */
export const nextAttempt = (at: string, zone: string): string => timeOfDay(Date.parse(at), zone)
