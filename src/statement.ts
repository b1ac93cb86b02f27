import type { OrderState } from './outbox/state.ts'

/** What became of a supplier's orders between two moments: that nothing is missing, or what is. Times are ISO 8601, UTC. */
export interface Statement {
  readonly supplier: string
  /** Counts from 1 without a gap, so that a missing one is noticed. Null for the day that is not over. */
  readonly number: number | null
  /** `YYYY-MM-DD`, on the supplier's clock. */
  readonly date: string
  readonly from: string
  readonly to: string
  readonly madeAt: string
  /** Of the received what the order API lists, after everything it lists was taken. Null without one, or when it could not be read. */
  readonly apicbase: number | null
  /** Received, and not listed: the first of them, where there are many. None where `apicbase` is null. */
  readonly unlisted: readonly NamedOrder[]
  /** Orders placed in that time that are in the outbox, accepted. */
  readonly received: number
  readonly delivered: number
  readonly discarded: number
  /** Refused to the chef, and not placed again since. */
  readonly refused: number
  /** Orders placed earlier that came only after the statement before. */
  readonly late: number
  /** Everything that is not settled, however old; the first of them, where there are many. */
  readonly waiting: readonly WaitingOrder[]
  readonly waitingCount: number
  /** Settled by a person's word since the statement before. */
  readonly byHand: readonly ManualAction[]
  /** Nothing waits, and nothing is left refused. */
  readonly complete: boolean
  /** All of it in the supplier's language, for a person. */
  readonly text: string
}

export interface NamedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
}

export interface WaitingOrder extends NamedOrder {
  readonly state: OrderState
  /** The route it waits on, and why, in the supplier's language. */
  readonly route: string
  readonly why: string
}

export interface ManualAction extends NamedOrder {
  /** `done`: keyed in by hand, or confirmed. `discard`: never to be sent. `cancel`: taken back after it had left. */
  readonly action: string
  readonly route: string | null
  readonly by: string
  readonly note: string | null
  readonly at: string
}
