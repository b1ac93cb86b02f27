import { rolesOf } from '../documents/content/roles.ts'
import { localMoment } from '../model/local-time.ts'
import { type Change, changesBetween } from '../model/order/line-changes.ts'
import type { LocalMoment, Order } from '../model/order/order.ts'
import type { OtherVersion, PickRow } from '../outbox/picks.ts'
import { nameOfCustomer } from '../profile/customer-names.ts'
import { isTestOrder } from '../profile/rules.ts'
import type { Supplier } from '../profile/supplier.ts'
import { inSupplierTerms } from '../profile/translation.ts'
import { type LineWithUnit, linesWithUnits } from './lines-with-units.ts'
import { type PickTotal, pickTotals } from './pick-totals.ts'

/** An order to pick, in the supplier's articles and quantities. */
export interface PickedOrder extends Omit<PickRow, 'orderNumber' | 'other'> {
  readonly orderNumber: string
  readonly customer: string
  /** The name in the customers table; null without a name. */
  readonly customerName: string | null
  /** The supplier's number for the place of delivery. */
  readonly shipTo: string
  /** `HH:MM` on the customer's clock; null without a time. */
  readonly deliveryTime: string | null
  readonly remarks: string
  readonly lines: readonly LineWithUnit[]
  readonly other: PickedChange | null
}

interface PickedChange extends OtherVersion {
  /** The articles that the held change alters. Empty for a cancellation, and for an unreadable content. */
  readonly changes: readonly Change[]
}

/** The orders for one delivery day, for the warehouse. */
export interface PickList {
  readonly day: string
  /** By customer, then by order number. */
  readonly orders: readonly PickedOrder[]
  readonly totals: readonly PickTotal[]
  /** Orders without a readable content. */
  readonly unread: readonly { readonly orderId: string; readonly orderNumber: string | null }[]
  /** The start of the next part; null where the list has all orders of the day. */
  readonly next: number | null
  readonly madeAt: LocalMoment
}

/** A pick with the contents of its versions; null for a content that cannot be read. */
export interface ReadPick {
  readonly pick: PickRow
  readonly order: Order | null
  readonly other: Order | null
}

interface ListWish {
  readonly day: string
  readonly next: number | null
  readonly now: number
}

export function pickList(read: readonly ReadPick[], supplier: Supplier, { day, next, now }: ListWish): PickList {
  const orders = read.flatMap(({ pick, order, other }) =>
    order && !isForTest(order, supplier) ? [pickedOrder(pick, order, other, supplier)] : [],
  )
  return {
    ...{ day, next, orders: orders.sort(byCustomer), totals: pickTotals(orders) },
    unread: read.flatMap(({ order, pick: { orderId, orderNumber } }) => (order ? [] : [{ orderId, orderNumber }])),
    madeAt: localMoment(now, supplier.timeZone),
  }
}

/** A test system has test orders only, and shows them. */
const isForTest = (order: Order, supplier: Supplier): boolean =>
  supplier.environment !== 'test' && isTestOrder(order, supplier)

function pickedOrder(pick: PickRow, order: Order, other: Order | null, supplier: Supplier): PickedOrder {
  const { orderId, version, isReleased, isUndecided, holds, refusals } = pick
  return {
    ...{ orderId, orderNumber: order.number, version, isReleased, isUndecided, holds, refusals },
    ...{ customer: order.customer, customerName: nameOfCustomer(order.customer, supplier) },
    ...{ shipTo: rolesOf(order, supplier).shipTo, deliveryTime: order.deliveryTime?.time ?? null },
    remarks: order.remarks,
    lines: linesWithUnits(order, supplier),
    other: pick.other && { ...pick.other, changes: changesOf(pick, order, other, supplier) },
  }
}

function changesOf(
  { isReleased, other: version }: PickRow,
  order: Order,
  other: Order | null,
  supplier: Supplier,
): Change[] {
  if (!isReleased || version?.isCancellation || other === null) return []
  return changesBetween(inSupplierTerms(order, supplier), inSupplierTerms(other, supplier))
}

const byCustomer = (a: PickedOrder, b: PickedOrder): number =>
  (a.customerName ?? a.customer).localeCompare(b.customerName ?? b.customer) ||
  a.customer.localeCompare(b.customer) ||
  a.orderNumber.localeCompare(b.orderNumber)
