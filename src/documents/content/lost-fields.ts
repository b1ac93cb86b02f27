import type { Warning } from '../../model/document.ts'
import { deliveryMoment, type Order } from '../../model/order/order.ts'

/** For a layout without a field for the time of delivery. `became` is the day in the layout, or empty. */
export function lostTime(order: Order, became: string): Warning[] {
  const was = deliveryMoment(order)
  if (was === null) return []
  return [{ path: 'expected_delivery_date', code: became === '' ? 'omitted' : 'cut', was, became }]
}

/** For a layout without a field for the delivery date. */
export function lostDay(order: Order): Warning[] {
  const was = deliveryMoment(order) ?? order.deliveryDate
  return was === null ? [] : [{ path: 'expected_delivery_date', code: 'omitted', was, became: '' }]
}

/** For a layout without a field for the remarks. */
export const lostRemarks = ({ remarks }: Order): Warning[] =>
  remarks.trim() === '' ? [] : [{ path: 'order_remarks', code: 'omitted', was: remarks, became: '' }]
