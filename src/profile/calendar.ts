import { addDays, localDate, readMoment, weekdayOf } from '../model/local-time.ts'
import { customerZone } from './customer-zone.ts'
import type { Supplier } from './supplier.ts'
import type { Calendar } from './timing.ts'

/** A delivery date in the supplier's calendar. */
interface DeliveryDay {
  /** The last time at which an order for the date may be sent, in milliseconds since 1970. */
  readonly cutOff: number
  readonly isDelivered: boolean
}

/** The calendar for a customer: the customer's own settings override the supplier's. Null without a calendar. */
function calendarFor({ calendar, customers = [] }: Supplier, customer: string | null): Calendar | null {
  if (!calendar) return null
  const own = customers.find((row) => row.customer === customer)?.calendar
  return {
    ...calendar,
    cutOff: own?.cutOff ?? calendar.cutOff,
    leadDays: own?.leadDays ?? calendar.leadDays,
    deliveryDays: own?.deliveryDays ?? calendar.deliveryDays,
    holidays: own?.holidays ?? calendar.holidays,
  }
}

/** `deliveryDate`: `YYYY-MM-DD`. Null without a date or a calendar. */
export function deliveryDay(
  supplier: Supplier,
  customer: string | null,
  deliveryDate: string | null,
): DeliveryDay | null {
  const calendar = calendarFor(supplier, customer)
  if (!calendar || deliveryDate === null) return null
  const { holidays, deliveryDays } = calendar
  return {
    cutOff: cutOffFor(deliveryDate, calendar, supplier.timeZone),
    isDelivered: deliveryDays.includes(weekdayOf(deliveryDate)) && !holidays.includes(deliveryDate),
  }
}

/** Longer than any planned holiday. */
const OFFERED_DAYS = 100

/** The first delivery date from today on that is still possible; null when the calendar has no such date. */
export function firstDay(supplier: Supplier, customer: string | null, now: number): string | null {
  const { calendar } = supplier
  let date = localDate(now, customerZone(customer, supplier))
  for (let days = 0; days < OFFERED_DAYS; days++, date = addDays(date, 1)) {
    const day = deliveryDay(supplier, customer, date)
    if (!day || ((day.isDelivered || calendar?.nonDeliveryDays === 'pass') && now <= day.cutOff)) return date
  }
  return null
}

/**
 * Returns the cut-off for a delivery date: `leadDays` earlier, at `cutOff` in the supplier's time zone. Holidays and
 * closed days do not count, and no cut-off falls on such a day.
 */
export function cutOffFor(deliveryDate: string, calendar: Calendar, zone: string): number {
  let day = deliveryDate
  let left = calendar.leadDays
  // A calendar without a working day is a mistake, and the search must still end.
  for (let steps = 0; steps < SEARCHED_DAYS && (left > 0 || !isWorkingDay(day, calendar)); steps++) {
    day = addDays(day, -1)
    if (isWorkingDay(day, calendar)) left--
  }
  const moment = readMoment(`${day}T${calendar.cutOff}`, zone)?.instant
  if (moment === null || moment === undefined) throw new Error(`No cut-off can be told for ${deliveryDate}.`)
  return moment
}

const SEARCHED_DAYS = 400

const isWorkingDay = (date: string, { closedDays, holidays }: Calendar): boolean =>
  !closedDays.includes(weekdayOf(date)) && !holidays.includes(date)
