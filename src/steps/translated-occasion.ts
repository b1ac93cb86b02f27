import type { RenderContext } from '../documents/format.ts'
import type { Order } from '../model/order/order.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'

/** The occasion with its earlier orders in the supplier's articles and units, as the order itself is written. */
export function translatedOccasion(
  occasion: RenderContext,
  supplier: Supplier,
  route: Pick<Route, 'remarks'>,
): RenderContext {
  const { replaced, earlier } = occasion
  const inTerms = (order: Order): Order => toSupplierTerms(order, supplier, route).order
  return {
    ...occasion,
    ...(replaced === undefined ? {} : { replaced: inTerms(replaced) }),
    ...(earlier === undefined
      ? {}
      : { earlier: earlier.map(({ order, purpose }) => ({ order: inTerms(order), purpose })) }),
  }
}
