import type { Order } from '../../model/order/order.ts'
import type { XmlChildren } from '../xml/writer.ts'

/** RequestedDeliveryPeriod: start and end are the same day and, if the order has a time, the same minute. */
export function requestedPeriod({ deliveryDate, deliveryTime }: Order): XmlChildren | undefined {
  if (deliveryDate === null) return undefined
  const time = deliveryTime && `${deliveryTime.time}:00`
  return { 'cbc:StartDate': deliveryDate, 'cbc:StartTime': time, 'cbc:EndDate': deliveryDate, 'cbc:EndTime': time }
}
