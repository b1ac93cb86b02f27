import * as z from 'zod/mini'
import { isCalendarDate, WEEKDAYS } from '../local-time.ts'

/** When things may happen, as a configuration says it. */

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

/** Until when an order for a delivery date must have left. */
export const Calendar = z.strictObject({
  /** On the supplier's clock, `leadDays` before the delivery. */
  cutOff: timeOfDay,
  leadDays: z._default(leadDays, 1),
  deliveryDays: z._default(weekdays, [...WEEKDAYS]),
  /** Neither deliveries nor cut-offs fall on them. */
  holidays: z._default(z.array(day), []),
  /** Weekdays on which nobody takes orders: they don't count as lead days. */
  closedDays: z._default(z.array(z.enum(WEEKDAYS)).check(z.maxLength(6)), []),
  /** So long before a cut-off, what has not left for it is told. */
  warnMinutes: z._default(positive, 60),
  /** An order that comes too late for its delivery date. */
  afterCutOff: z._default(z.enum(['hold', 'refuse']), 'refuse'),
  /** An order for a date on which there is no delivery. */
  otherDays: z._default(z.enum(['hold', 'refuse', 'pass']), 'refuse'),
})

/** Where one customer's dates differ from everybody's. */
export const OwnCalendar = z.strictObject({
  cutOff: z.optional(timeOfDay),
  leadDays: z.optional(leadDays),
  deliveryDays: z.optional(weekdays),
  holidays: z.optional(z.array(day)),
})

/** One step of a ladder: another route that takes over, or a person; at a time that is counted from acceptance or back from the cut-off. */
export const FallbackStep = z.strictObject({
  route: z.optional(name),
  hold: z.optional(z.literal(true)),
  afterMinutes: z.optional(positive),
  beforeCutOffMinutes: z.optional(positive),
})

/** Hours in which a route may be used, on the supplier's clock. */
export const Opening = z.strictObject({
  days: z._default(weekdays, [...WEEKDAYS]),
  from: timeOfDay,
  to: timeOfDay,
})

/** When orders that wait for one another leave together. */
export const Batch = z.strictObject({
  /** As soon as so many wait, which is also the most that leave together. */
  orders: z.optional(z.int().check(z.gte(2), z.lte(500))),
  /** As soon as one has waited so long. */
  minutes: z.optional(positive),
  /** At these times on the supplier's clock. */
  at: z.optional(z.array(timeOfDay).check(z.minLength(1))),
})

export type Batch = z.infer<typeof Batch>
export type Calendar = z.infer<typeof Calendar>
export type Opening = z.infer<typeof Opening>
export type FallbackStep = z.infer<typeof FallbackStep>

const HOUR_SECONDS = 3_600

/** So long after acceptance an order leaves at the earliest. */
/** By then the sender has our answer, or is known to have gone away: it comes within 5 s of the last byte. */
export const ANSWER_SECONDS = 5

export const shipAfterSeconds = z.number().check(z.gte(0), z.lte(HOUR_SECONDS))

/** What becomes of an order whose sender went away before our answer, when neither a repetition nor the poll confirms it. */
export const Unconfirmed = z.strictObject({
  policy: z._default(z.enum(['ship', 'hold']), 'hold'),
  /** With 'ship': so long it waits for a word. */
  shipAfterSeconds: z._default(shipAfterSeconds, 120),
})
