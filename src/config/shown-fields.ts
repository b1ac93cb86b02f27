import { formats } from '../documents/registry.ts'
import { specimenOccasions, specimenOrder } from '../documents/specimen.ts'
import type { Purpose } from '../model/document.ts'
import type { Order } from '../model/order/order.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'
import type { Mistake } from './mistake.ts'

/** Warns about documents that leave out what a receiver acts on. The gateway cannot know what the receiver knows. */
export function shownFieldWarnings(supplier: Supplier, at: string): Mistake[] {
  const shows = (route: Route, change: Change): boolean => {
    const plain = written(supplier, route)
    return plain === null || plain !== written(supplier, route, change)
  }
  const noRemarks = supplier.routes.filter((route) => !shows(route, { order: { remarks: '' } }))
  return supplier.routes.flatMap((route, index): Mistake[] => {
    const lacking = [
      ...(shows(route, { order: { customer: 'K-2' } }) ? [] : [CUSTOMER]),
      ...(shows(route, { order: { deliveryDate: '2026-02-04' } }) ? [] : [DAY]),
      ...(noRemarks.length < supplier.routes.length || !takesRemarks(supplier, route) ? [] : [REMARKS]),
      ...(!replaces(supplier, route) || shows(route, { purpose: 'replacement' }) ? [] : [REPLACEMENT]),
    ]
    return lacking.map((message) => ({ path: `${at}.routes[${index}].document`, message }))
  })
}

const CUSTOMER =
  "The document does not say which customer orders. Show the customer: the field 'customerNumber' of a layout, or `order.customer` of a template."
const DAY =
  "The document does not show the delivery date. Show the date: the field 'deliveryDate' of a layout, or `order.deliveryDate` of a template."
const REMARKS =
  "No document shows the remarks of the chef, such as an allergy. Show the remarks: the field 'remarks' of a layout, or `order.remarks` of a template. Or set remarks: 'omit'."
const REPLACEMENT =
  "A replacement looks like a new order in this document. A system that does not overwrite by order number would deliver both. Show the purpose: the field 'purpose' of a layout, or `document.replacement` of a template. Or set revisions: 'hold'."

interface Change {
  readonly order?: Partial<Order>
  readonly purpose?: Purpose
}

const takesRemarks = ({ remarks }: Supplier, route: Route): boolean =>
  (route.remarks ?? remarks) !== 'omit' && remarks !== 'refuse'

const replaces = ({ revisions }: Supplier, route: Route): boolean => (route.revisions ?? revisions) === 'replace'

/** The document of the sample order, without its warnings; null if the route cannot write the order. */
function written(supplier: Supplier, route: Route, { order = {}, purpose = 'original' }: Change = {}): string | null {
  const [occasion] = specimenOccasions
  const translated = toSupplierTerms({ ...specimenOrder, ...order }, supplier, route)
  const profile = { supplier: translated.supplier, document: route.document }
  try {
    const result = formats[route.document.format]?.write(translated.order, profile, {
      ...occasion,
      version: 2,
      purpose,
    })
    if (!result?.ok) return null
    const { warnings: _, ...document } = result.value
    return JSON.stringify(document)
  } catch {
    return null
  }
}
