import { localMoment, readMoment } from '../local-time.ts'
import type { LocalTime } from './order.ts'

/** The day and time of delivery of an order. */
interface Delivery {
  readonly deliveryDate: string
  readonly deliveryTime?: LocalTime
}

/**
 * A bare date, and midnight in the zone of the text, mean that day. Any other moment means the day and minute on the
 * customer's clock. Midnight on the customer's clock is no time of delivery either.
 */
export function deliveryOf(written: string, zone: string, sourceZone: string): Delivery | null {
  const moment = readMoment(written, sourceZone)
  if (!moment) return null
  if (moment.midnight || moment.instant === null) return { deliveryDate: moment.date }
  const { date, time, offset } = localMoment(moment.instant, zone)
  const minute = time.slice(0, 5)
  return { deliveryDate: date, ...(minute === '00:00' ? {} : { deliveryTime: { time: minute, offset } }) }
}
