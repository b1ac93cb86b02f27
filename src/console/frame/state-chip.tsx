import type { DeliveryState } from '../../model/delivery-state.ts'
import type { ShownState } from '../../model/order-standing.ts'
import type { OrderSummary } from '../../outbox/order-summary.ts'
import { Chip, type Tone } from './chip.tsx'
import type { IconName } from './icons.tsx'
import { h } from './jsx.ts'
import type { Visit } from './visit.ts'

interface Look {
  readonly tone: Tone
  readonly icon: IconName
}

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

export const OrderChip = ({ order, visit }: { order: Pick<OrderSummary, 'shownState'>; visit: Visit }) => (
  <Chip {...ORDER_LOOKS[order.shownState]}>{visit.words.orderStates[order.shownState]}</Chip>
)

export const DeliveryChip = ({ state, visit }: { state: DeliveryState; visit: Visit }) => (
  <Chip {...DELIVERY_LOOKS[state]}>{visit.words.deliveryStates[state]}</Chip>
)
