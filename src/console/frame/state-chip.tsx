import type { DeliveryState, OrderState } from '../../model/delivery-state.ts'
import type { OrderSummary } from '../../outbox/order-summary.ts'
import { type CancellationRules, sendsCancellations } from '../../profile/cancellations.ts'
import { Icon, type IconName } from './icons.tsx'
import type { Visit } from './visit.ts'

type Tone = 'you' | 'stop' | 'way' | 'ok' | 'off'
interface Look {
  readonly tone: Tone
  readonly icon: IconName
}

/** `still`: open, but no route sends the order by itself. `attention`: a person resolves a cause, although nothing is held. */
export type ShownState = OrderState | 'still' | 'attention'

export const ORDER_LOOKS: Readonly<Record<ShownState, Look>> = {
  held: { tone: 'you', icon: 'hand' },
  pending: { tone: 'way', icon: 'way' },
  still: { tone: 'stop', icon: 'pause' },
  settled: { tone: 'ok', icon: 'check' },
  attention: { tone: 'you', icon: 'ask' },
  refused: { tone: 'stop', icon: 'stop' },
  discarded: { tone: 'off', icon: 'off' },
}

const DELIVERY_LOOKS: Readonly<Record<DeliveryState, Look>> = {
  waiting: { tone: 'way', icon: 'clock' },
  sending: { tone: 'way', icon: 'way' },
  sent: { tone: 'way', icon: 'mail' },
  deferred: { tone: 'way', icon: 'again' },
  delivered: { tone: 'ok', icon: 'check' },
  done: { tone: 'ok', icon: 'pen' },
  refused: { tone: 'stop', icon: 'stop' },
  uncertain: { tone: 'you', icon: 'ask' },
  held: { tone: 'you', icon: 'hand' },
  superseded: { tone: 'off', icon: 'off' },
  discarded: { tone: 'off', icon: 'off' },
}

interface Listed {
  readonly state: OrderState
  readonly refusedBy?: OrderSummary['refusedBy'] | undefined
  readonly refusedBefore?: OrderSummary['refusedBefore'] | undefined
  readonly keptBy?: OrderSummary['keptBy'] | undefined
}

/**
 * An open order that a receiver did not take does not leave by itself, so no list may say that it is on its way. A receiver
 * that refused an order before another route took over lacks the order. A receiver without the cancellation of an order
 * still delivers the order.
 */
export function shownState({ state, refusedBy, refusedBefore, keptBy = [] }: Listed, rules: Rules): ShownState {
  if (state === 'pending' && refusedBy) return 'still'
  const isKept = keptBy.some((route) => rules !== undefined && sendsCancellations(rules, route))
  if (state === 'pending' && refusedBefore) return 'attention'
  return state === 'settled' && (refusedBefore || isKept) ? 'attention' : state
}

/** Undefined for a supplier that is no longer configured. */
type Rules = CancellationRules | undefined

export function OrderChip({ order, visit, supplier }: { order: Listed; visit: Visit; supplier: Rules }) {
  const state = shownState(order, supplier)
  return (
    <span class={`chip ${ORDER_LOOKS[state].tone}`}>
      <Icon name={ORDER_LOOKS[state].icon} />
      {visit.words.orderStates[state]}
    </span>
  )
}

export const DeliveryChip = ({ state, visit }: { state: DeliveryState; visit: Visit }) => (
  <span class={`chip ${DELIVERY_LOOKS[state].tone}`}>
    <Icon name={DELIVERY_LOOKS[state].icon} />
    {visit.words.deliveryStates[state]}
  </span>
)
