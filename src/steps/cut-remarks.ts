import { formats } from '../documents/registry.ts'
import { specimenOccasions, specimenOrder, withFewLines } from '../documents/specimen.ts'
import type { Order } from '../model/order/order.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'

/** Longer than nearly all remarks. A document that holds such remarks is not looked at again. */
const LONG = 'Call at the back door. '.repeat(100)

/** The room for remarks, measured once for the settings of each document. */
const rooms = new WeakMap<Route['document'], number>()

/**
 * Counts the characters at the end of the remarks that the document of this route cuts off. Only long remarks are
 * written for the count.
 */
export function cutRemarks(posted: Order, route: Route, supplier: Supplier): number {
  if (posted.remarks.length <= roomIn(route, supplier)) return 0
  const cut = cutOf(withFewLines(posted), route, supplier)
  return cut === null ? 0 : cut.was.length - cut.became.length
}

function roomIn(route: Route, supplier: Supplier): number {
  const known = rooms.get(route.document)
  if (known !== undefined) return known
  const room = cutOf({ ...specimenOrder, remarks: LONG }, route, supplier)?.became.length ?? Number.POSITIVE_INFINITY
  rooms.set(route.document, room)
  return room
}

function cutOf(order: Order, route: Route, supplier: Supplier) {
  const translated = toSupplierTerms(order, supplier, route)
  const profile = { supplier: translated.supplier, document: route.document }
  const written = formats[route.document.format]?.write(translated.order, profile, specimenOccasions[0])
  if (!written?.ok) return null
  return written.value.warnings.find(({ path, code }) => path === 'order_remarks' && code === 'cut') ?? null
}
