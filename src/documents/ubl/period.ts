import type { Order } from '../../order/order.ts'
import type { XmlChildren } from '../xml/writer.ts'

/** RequestedDeliveryPeriod: from and until the same day and, where the order names one, the same minute. */
export function requestedPeriod({ deliveryDate, deliveryTime }: Order): XmlChildren | undefined {
  if (deliveryDate === null) return undefined
  const time = deliveryTime && `${deliveryTime.time}:00`
  return { 'cbc:StartDate': deliveryDate, 'cbc:StartTime': time, 'cbc:EndDate': deliveryDate, 'cbc:EndTime': time }
}
