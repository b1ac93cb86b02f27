import { lacksOnlyCopies } from '../../model/erp-holding.ts'
import { hasOpenCancellation } from '../order/for-cancellation.ts'
import { orderHoldings } from '../order/order-holdings.ts'
import { canKey, mayBeThere, possibleActions } from '../order/possible-actions.ts'
import type { ChosenOrder } from './chosen-orders.ts'

/** The actions on several orders at once. */
export const BULK_ACTIONS = ['hold', 'release', 'keyed', 'discard'] as const
export type BulkAction = (typeof BULK_ACTIONS)[number]

export const isBulkAction = (text: string | null | undefined): text is BulkAction =>
  BULK_ACTIONS.some((action) => action === text)

/**
 * A change that must go as a replacement or as another order needs a separate decision. So does a cancellation: the receiver may
 * have the order. A person looks for an uncertain order before its release, so the release is for one order. An order that is
 * open on a single route is keyed by hand on that route.
 */
export const allows = ({ view, supplier }: ChosenOrder, action: BulkAction): boolean =>
  !hasOpenCancellation(view) &&
  (action === 'keyed'
    ? canKey(view) && !lacksOnlyCopies(orderHoldings(view, supplier))
    : !(action === 'release' && mayBeThere(view)) &&
      possibleActions(view, []).some(({ name, route }) => name === action && route === null))
