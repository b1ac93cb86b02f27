import { localMoment, readMoment } from '../local-time.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { LocalTime } from './order.ts'

/** When an order is to be delivered. */
interface Delivery {
  readonly deliveryDate: string
  readonly deliveryTime?: LocalTime
}

/**
 * A bare date, and midnight in the zone in which it was written, mean that day. Any other moment is the day and the minute on
 * the customer's clock, and midnight there is no time of delivery either.
 */
export function deliveryOf(written: string, zone: string, { source }: Supplier): Delivery | null {
  const moment = readMoment(written, source.zone)
  if (!moment) return null
  if (moment.midnight || moment.instant === null) return { deliveryDate: moment.date }
  const { date, time, offset } = localMoment(moment.instant, zone)
  const minute = time.slice(0, 5)
  return { deliveryDate: date, ...(minute === '00:00' ? {} : { deliveryTime: { time: minute, offset } }) }
}
