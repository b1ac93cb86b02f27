import type { HandWork, Holding } from './erp-holding.ts'
import type { LocalMoment, Order } from './order/order.ts'

/** An order that a person may have to process by hand. */
interface PrintedOrder {
  readonly orderId: string
  readonly order: Order
  readonly version: number
  /** The content that a receiver has, where the order changed since; null elsewhere. */
  readonly before: Order | null
  /** The work by hand. No person must key an order that the receiver has. */
  readonly work: HandWork
  /** The versions at each receiver. */
  readonly holdings: readonly Holding[]
  /** The primary routes of the systems that have the order, or get the order without a person. */
  readonly others: readonly string[]
  /** The names of the routes for which a person keys the order. Null where `others` is empty, or nothing is to be keyed. */
  readonly keyFor: string | null
  /** The reason why the order waits, in the language of the reader. */
  readonly why: string
  /** The order was sent, and the cancellation waits. */
  readonly cancelled: boolean
  /** The document may have reached the receiver. */
  readonly mayHaveArrived: boolean
  /** A route to a system did not bring the order, and people have a mail in its place. */
  readonly isOnlyMailed: boolean
}

export interface BreakGlassOrders {
  readonly orders: readonly PrintedOrder[]
  /** Unreadable orders, by order number. */
  readonly unread: readonly { readonly name: string; readonly why: string }[]
  /** The number of further orders that the page leaves out. */
  readonly left: number
  readonly madeAt: LocalMoment
}
