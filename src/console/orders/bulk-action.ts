import { lacksOnlyCopies } from '../../model/erp-holding.ts'
import type { OrderView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { hasOpenCancellation } from '../order/for-cancellation.ts'
import { orderHoldings } from '../order/order-holdings.ts'
import { mayBeThere, possibleActions } from '../order/possible-actions.ts'
import { keyableRoutes } from '../order/routes-of-action.ts'
import type { ChosenOrder } from './chosen-orders.ts'

/** The actions on several orders at once. */
export const BULK_ACTIONS = ['hold', 'release', 'keyed', 'discard'] as const
export type BulkAction = (typeof BULK_ACTIONS)[number]

export const isBulkAction = (text: string | null | undefined): text is BulkAction =>
  BULK_ACTIONS.some((action) => action === text)

/**
 * A change that must go as a replacement or as another order needs a separate decision. So does a cancellation: the receiver may
 * have the order. A person looks for an uncertain order before its release, so the release is for one order.
 */
export const allows = ({ view, supplier }: ChosenOrder, action: BulkAction): boolean =>
  !hasOpenCancellation(view) &&
  (action === 'keyed'
    ? isKeyable(view, supplier)
    : !(action === 'release' && mayBeThere(view)) &&
      possibleActions(view).some(({ name, route }) => name === action && route === null))

/** The outbox settles no delivery while an attempt is under way. Nobody keys an order that only lacks copies. */
function isKeyable(view: OrderView, supplier: Supplier): boolean {
  const holdings = orderHoldings(view, supplier)
  return (
    keyableRoutes(view, supplier).length > 0 &&
    view.deliveries.every(({ state }) => state !== 'sending') &&
    !lacksOnlyCopies(holdings)
  )
}
