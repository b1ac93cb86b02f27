import type { HoldReason, OrderState } from '../../model/delivery-state.ts'

/**
 * The state of a supplier's orders in a period: all orders are settled, or the statement lists the open orders. Times
 * are ISO 8601, UTC.
 */
export interface Statement {
  readonly supplier: string
  /** Counts from 1 without a gap, so that a missing statement is noticed. Null for the current day. */
  readonly number: number | null
  /** `YYYY-MM-DD` in the supplier's time zone. */
  readonly date: string
  readonly from: string
  readonly to: string
  readonly madeAt: string
  /**
   * The number of received orders that the order API lists, after the import of the list. Null without an order API,
   * or after a failed scan.
   */
  readonly apicbase: number | null
  /** Received orders that the order API does not list; the first of many. Empty where `apicbase` is null. */
  readonly unlisted: readonly NamedOrder[]
  /** Accepted orders that were placed in the period. */
  readonly received: number
  readonly delivered: number
  /**
   * Delivered orders that the receiver of a route refused, and that a fallback route brought, until their delivery day is over;
   * the first of many. Absent in a statement that an earlier gateway made.
   */
  readonly refusedBefore?: number
  readonly refusedBeforeOrders?: readonly NamedOrder[]
  /**
   * Refused orders without a report or a call before the delivery day was over. An order stands in one statement. The first of
   * many; absent as above.
   */
  readonly lapsed?: number
  readonly lapsedOrders?: readonly NamedOrder[]
  readonly discarded: number
  /** Orders refused to the chef in the period that no accepted order has replaced, as on the call-back list. */
  readonly refused: number
  /** The first refused orders; absent in a statement that an earlier gateway made. */
  readonly refusedOrders?: readonly NamedOrder[]
  /** Of these, the orders with an accepted version that still counts; the first of many. Absent as above. */
  readonly refusedLater?: number
  readonly refusedLaterOrders?: readonly NamedOrder[]
  /** Orders placed before the period that arrived after the previous statement. */
  readonly late: number
  /** All open orders, however old; the first of many. */
  readonly waiting: readonly WaitingOrder[]
  readonly waitingCount: number
  /** Settled by a person since the previous statement. */
  readonly byHand: readonly ManualAction[]
  /** No order waits, and no refused order is left. */
  readonly complete: boolean
  /** The statement in the supplier's language, for a person. */
  readonly text: string
}

export interface NamedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
}

export interface WaitingOrder extends NamedOrder {
  readonly state: OrderState
  /** The route that the order waits on, and the reason, in the supplier's language. */
  readonly route: string
  readonly why: string
  /** For readers of another language; absent once the reason is deleted, and in a statement that an earlier gateway made. */
  readonly because?: WaitReason
}

/** The parts of a reason. `note`: as stored, in English. */
export interface WaitReason {
  readonly says:
    | 'held'
    | 'held-order'
    | 'refused'
    | 'changed'
    | 'cancellation'
    | 'cancellation-paused'
    | 'sent'
    | 'paused'
    | 'open'
  readonly holdReason: HoldReason | null
  readonly note: string
}

export interface ManualAction extends NamedOrder {
  /** `done`: entered by hand, or confirmed. `discard`: never sent. `cancel`: cancelled after sending. */
  readonly action: string
  readonly route: string | null
  readonly by: string
  readonly note: string | null
  readonly at: string
}
