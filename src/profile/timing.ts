import * as z from 'zod/mini'
import { isCalendarDate, WEEKDAYS } from '../model/local-time.ts'

/** Settings for times. */

const positive = () => z.number().check(z.positive())
const name = () => z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))
const NO_DATE = "is no date that exists. Write it as '2026-12-25'."
const timeOfDay = () => z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** A date in the calendar, `YYYY-MM-DD`. */
export const day = /* @__PURE__ */ z.lazy(() =>
  z.string().check(z.refine((date) => /^\d{4}-\d{2}-\d{2}$/.test(date) && isCalendarDate(date), NO_DATE)),
)
const weekdays = () => z.array(z.enum(WEEKDAYS)).check(z.minLength(1))
const leadDays = () => z.int().check(z.gte(0), z.lte(60))

/** The times by which orders must be sent. */
export const Calendar = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    cutOff: timeOfDay().check(
      z.describe('The last time to send, in the zone of the supplier, `leadDays` before the delivery.'),
    ),
    leadDays: z._default(leadDays(), 1).check(z.describe('Days between the cut-off and the delivery.')),
    deliveryDays: z._default(weekdays(), [...WEEKDAYS]).check(z.describe('Weekdays with deliveries.')),
    holidays: z._default(z.array(day), []).check(z.describe('Days without deliveries and without cut-offs.')),
    closedDays: z
      ._default(z.array(z.enum(WEEKDAYS)).check(z.maxLength(6)), [])
      .check(z.describe('Weekdays on which you take no orders. They do not count as lead days.')),
    warnMinutes: z
      ._default(positive(), 60)
      .check(z.describe('Minutes before a cut-off at which an unsent order raises an alert.')),
    afterCutOff: z
      ._default(z.enum(['hold', 'refuse']), 'refuse')
      .check(z.describe('What happens to an order that arrives after its cut-off.')),
    nonDeliveryDays: z
      ._default(z.enum(['hold', 'refuse', 'pass']), 'refuse')
      .check(z.describe('What happens to an order for a day without deliveries.')),
  }),
)

/** Dates of one customer that differ from the supplier's calendar. */
export const OwnCalendar = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    cutOff: z.optional(timeOfDay()).check(z.describe('The last time to send, for this customer.')),
    leadDays: z.optional(leadDays()).check(z.describe('Days between the cut-off and the delivery, for this customer.')),
    deliveryDays: z.optional(weekdays()).check(z.describe('Weekdays with deliveries to this customer.')),
    holidays: z.optional(z.array(day)).check(z.describe('Days without deliveries to this customer.')),
  }),
)

/** A step of a fallback chain: another route, or a person. The time counts from acceptance or back from the cut-off. */
export const FallbackStep = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    route: z.optional(name()).check(z.describe('The route that takes over.')),
    hold: z.optional(z.literal(true)).check(z.describe('A person takes over: the order is held.')),
    afterMinutes: z.optional(positive()).check(z.describe('Minutes after acceptance.')),
    beforeCutOffMinutes: z.optional(positive()).check(z.describe('Minutes before the cut-off.')),
  }),
)

/** Hours in which a route may send, in the supplier's time zone. */
export const Opening = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    days: z._default(weekdays(), [...WEEKDAYS]).check(z.describe('Weekdays on which a window begins.')),
    from: timeOfDay().check(z.describe('The begin of the window, in the zone of the supplier.')),
    to: timeOfDay().check(z.describe('The end of the window. An end before the begin lies on the next day.')),
  }),
)

/** The limits of a receiving system. */
export const Pace = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    parallel: z
      .optional(z.int().check(z.gte(1), z.lte(3)))
      .check(z.describe('Attempts at the same time. Default: 2, and 1 while several routes are busy.')),
    perMinute: z.optional(positive()).check(z.describe('Attempts in a minute, evenly spread, also over a restart.')),
    opening: z
      .optional(z.array(Opening).check(z.minLength(1)))
      .check(z.describe('When the route may send. Outside these hours orders wait.')),
  }),
)

export const Retry = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    delaysSeconds: z
      ._default(z.array(positive()).check(z.minLength(1)), [5, 30, 120, 600, 1800])
      .check(z.describe('Waits between attempts. The last wait repeats. A longer `Retry-After` wins.')),
    giveUpAfterHours: z
      ._default(positive(), 24)
      .check(z.describe('Hours after acceptance at which attempts end, and a person gets an alert.')),
  }),
)

/** The rule by which waiting orders are sent together. */
export const Batch = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    orders: z
      .optional(z.int().check(z.gte(2), z.lte(500)))
      .check(z.describe('Sends when so many orders wait. Also the most orders in one document.')),
    minutes: z.optional(positive()).check(z.describe('Sends when an order has waited so long.')),
    at: z
      .optional(z.array(timeOfDay()).check(z.minLength(1)))
      .check(z.describe('Sends at these times, in the zone of the supplier.')),
  }),
)

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

export const sendAfterSeconds = /* @__PURE__ */ z.lazy(() => z.number().check(z.gte(0), z.lte(HOUR_SECONDS)))

/**
 * The policy for an order whose sender disconnected before the answer, without a repetition and without a listing in
 * the order API.
 */
export const Unconfirmed = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    policy: z
      ._default(z.enum(['send', 'hold']), 'hold')
      .check(z.describe('`hold` waits for a person. `send` sends the order after `sendAfterSeconds`.')),
    sendAfterSeconds: z
      ._default(sendAfterSeconds, 120)
      .check(z.describe('With `send`: seconds to wait for a confirmation.')),
  }),
)
