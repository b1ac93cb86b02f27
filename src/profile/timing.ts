import * as z from 'zod/mini'
import { isCalendarDate, WEEKDAYS } from '../model/local-time.ts'

/** Settings for times. */

const positive = z.number().check(z.positive())
const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))
const NO_DATE = "is no date that exists. Write it as '2026-12-25'."
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** A date in the calendar, `YYYY-MM-DD`. */
export const day = z
  .string()
  .check(z.refine((date) => /^\d{4}-\d{2}-\d{2}$/.test(date) && isCalendarDate(date), NO_DATE))
const weekdays = z.array(z.enum(WEEKDAYS)).check(z.minLength(1))
const leadDays = z.int().check(z.gte(0), z.lte(60))

/** The times by which orders must be sent. */
export const Calendar = z.strictObject({
  /** In the supplier's time zone, `leadDays` before the delivery. */
  cutOff: timeOfDay,
  leadDays: z._default(leadDays, 1),
  deliveryDays: z._default(weekdays, [...WEEKDAYS]),
  /** Days without deliveries and without cut-offs. */
  holidays: z._default(z.array(day), []),
  /** Weekdays on which the supplier takes no orders. Such days do not count as lead days. */
  closedDays: z._default(z.array(z.enum(WEEKDAYS)).check(z.maxLength(6)), []),
  /** Minutes before a cut-off at which an unsent order raises an alert. */
  warnMinutes: z._default(positive, 60),
  /** For an order that arrives after its cut-off. */
  afterCutOff: z._default(z.enum(['hold', 'refuse']), 'refuse'),
  /** For an order with a delivery date on which the supplier does not deliver. */
  otherDays: z._default(z.enum(['hold', 'refuse', 'pass']), 'refuse'),
})

/** Dates of one customer that differ from the supplier's calendar. */
export const OwnCalendar = z.strictObject({
  cutOff: z.optional(timeOfDay),
  leadDays: z.optional(leadDays),
  deliveryDays: z.optional(weekdays),
  holidays: z.optional(z.array(day)),
})

/** A step of a fallback chain: another route, or a person. The time counts from acceptance or back from the cut-off. */
export const FallbackStep = z.strictObject({
  route: z.optional(name),
  hold: z.optional(z.literal(true)),
  afterMinutes: z.optional(positive),
  beforeCutOffMinutes: z.optional(positive),
})

/** Hours in which a route may send, in the supplier's time zone. */
export const Opening = z.strictObject({
  days: z._default(weekdays, [...WEEKDAYS]),
  from: timeOfDay,
  to: timeOfDay,
})

/** The rule by which waiting orders are sent together. */
export const Batch = z.strictObject({
  /** Send when this number of orders waits. Also the most orders in one document. */
  orders: z.optional(z.int().check(z.gte(2), z.lte(500))),
  /** Send when an order has waited this long. */
  minutes: z.optional(positive),
  /** Send at these times in the supplier's time zone. */
  at: z.optional(z.array(timeOfDay).check(z.minLength(1))),
})

export type Batch = z.infer<typeof Batch>
export type Calendar = z.infer<typeof Calendar>
export type Opening = z.infer<typeof Opening>
export type FallbackStep = z.infer<typeof FallbackStep>

const HOUR_SECONDS = 3_600

/**
 * Seconds after acceptance before which no order is sent. Apicbase has the answer within 5 s of the last byte, or the
 * gateway knows that Apicbase disconnected.
 */
export const ANSWER_SECONDS = 5

export const shipAfterSeconds = z.number().check(z.gte(0), z.lte(HOUR_SECONDS))

/**
 * The policy for an order whose sender disconnected before the answer, without a repetition and without a listing in
 * the order API.
 */
export const Unconfirmed = z.strictObject({
  policy: z._default(z.enum(['ship', 'hold']), 'hold'),
  /** With `ship`: seconds to wait for a confirmation. */
  shipAfterSeconds: z._default(shipAfterSeconds, 120),
})
