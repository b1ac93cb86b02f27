import type { Warning } from '../../document.ts'
import { deliveryMoment, type Order } from '../../order/order.ts'

/** For a layout without a place for the time of delivery: `became` is what the layout says of the day, or nothing. */
export function lostTime(order: Order, became: string): Warning[] {
  const was = deliveryMoment(order)
  if (was === null) return []
  return [{ path: 'expected_delivery_date', code: became === '' ? 'omitted' : 'cut', was, became }]
}
