import type { Reached } from '../../src/model/attempt-result.ts'
import { type DeliveryFact, type DeliveryState, HOLD_REASONS, type HoldReason } from '../../src/model/delivery-state.ts'
import type { Arrival, History, RouteStart } from '../../src/outbox/decide.ts'

export const WAITING: RouteStart = { state: 'waiting' }
export const held = (reason: HoldReason): RouteStart => ({ state: 'held', reason })

export const fact = (
  version: number,
  state: DeliveryState,
  reached: Reached = 'no',
  holdReason: HoldReason | null = state === 'held' ? 'revision' : null,
  route = 'erp',
): DeliveryFact => ({ version, route, primaryRoute: route, state, reached, holdReason })

export const arrival = (
  digest: string,
  wish: { source?: 'webhook' | 'poll'; revisions?: 'hold' | 'replace'; starts?: Record<string, RouteStart> } = {},
): Arrival => ({
  source: wish.source ?? 'webhook',
  digest,
  routes: Object.entries(wish.starts ?? { erp: WAITING }).map(([route, start]) => ({
    route,
    revisions: wish.revisions ?? 'hold',
    start,
  })),
})

export const history = (digests: string, deliveries: DeliveryFact[] = [], numberTaken = false): History => ({
  versions: [...digests].map((digest, at) => ({ version: at + 1, digest })),
  deliveries,
  numberTaken,
  isRenamed: false,
  enteredByHand: [],
})

export const SOURCES = ['webhook', 'poll'] as const
export const POLICIES = ['hold', 'replace'] as const
/** Ways in which version 1 may have reached the supplier. */
export const REACHED: readonly (readonly [string, DeliveryFact])[] = [
  ['under way', fact(1, 'sending')],
  ['uncertain', fact(1, 'uncertain', 'maybe')],
  ['deferred after the receiver failed', fact(1, 'deferred', 'maybe')],
  ['waiting once more after a cut line', fact(1, 'waiting', 'maybe')],
  ['refused by what may have taken it', fact(1, 'refused', 'maybe')],
  ['held as uncertain', fact(1, 'held', 'maybe', 'uncertain')],
  ['sent', fact(1, 'sent', 'yes')],
  ['delivered', fact(1, 'delivered', 'yes')],
  ['done by hand', fact(1, 'done', 'yes')],
]
export const UNSENT: readonly (readonly [string, DeliveryFact])[] = [
  ['waiting', fact(1, 'waiting')],
  ['deferred', fact(1, 'deferred')],
  ['refused', fact(1, 'refused')],
  ['uncertain, yet known not to have left', fact(1, 'uncertain')],
  ...HOLD_REASONS.filter((reason) => reason !== 'by-person').map(
    (reason) => [`held as ${reason}`, fact(1, 'held', 'no', reason)] as const,
  ),
]
export const ENDED: readonly (readonly [string, DeliveryFact])[] = [
  ['superseded', fact(1, 'superseded')],
  ['discarded', fact(1, 'discarded')],
]
