import { addDays, localDate, readMoment, weekdayOf } from '../local-time.ts'
import { customerZone } from './customer-zone.ts'
import type { Supplier } from './supplier.ts'
import type { Calendar } from './timing.ts'

/** What the supplier's calendar says of one delivery date. */
interface DeliveryDay {
  /** The last moment at which an order for that date may leave, in milliseconds since 1970. */
  readonly cutOff: number
  /** The supplier delivers on that date. */
  readonly isDelivered: boolean
}

/** The calendar that counts for this customer: their own settings over the supplier's. Null where the supplier has none. */
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

/** `deliveryDate` as `YYYY-MM-DD`. Null where there is no date, or no calendar. */
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

/** Longer than anybody plans holidays. */
const OFFERED_DAYS = 100

/** The first date from today on for which an order that comes now would be taken; null where the calendar has none. */
export function firstDay(supplier: Supplier, customer: string | null, now: number): string | null {
  const { calendar } = supplier
  let date = localDate(now, customerZone(customer, supplier))
  for (let days = 0; days < OFFERED_DAYS; days++, date = addDays(date, 1)) {
    const day = deliveryDay(supplier, customer, date)
    if (!day || ((day.isDelivered || calendar?.otherDays === 'pass') && now <= day.cutOff)) return date
  }
  return null
}

/**
 * A cut-off is for a delivery date: `leadDays` before it, at `cutOff` on the supplier's clock. Days on which nobody takes
 * orders don't count, and no cut-off falls on them.
 */
export function cutOffFor(deliveryDate: string, calendar: Calendar, zone: string): number {
  let day = deliveryDate
  let left = calendar.leadDays
  // A year without a working day is a mistake of the calendar's: the search must end all the same.
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
