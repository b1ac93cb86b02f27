import * as z from 'zod/mini'
import { LANGUAGES } from '../model/language.ts'
import { Alerts } from './alert-settings.ts'
import { Archive } from './archive.ts'
import { Article } from './article.ts'
import { BreakGlass } from './break-glass.ts'
import type { ConsoleSettings } from './console.ts'
import { Customer } from './customer.ts'
import { keepSeen } from './keep-seen.ts'
import { ControlNumbers } from './number-range.ts'
import { OrderApi } from './order-api.ts'
import { OrderDesk } from './order-desk.ts'
import { ReceiptDueMinutes, ReminderMinutes } from './receipt-times.ts'
import { RouteCustomers } from './route-customers.ts'
import { SecretName } from './secret-name.ts'
import { timeZone } from './time-zone.ts'
import {
  ANSWER_SECONDS,
  Batch,
  Calendar,
  day,
  FallbackStep,
  Pace,
  Retry,
  sendAfterSeconds,
  Unconfirmed,
} from './timing.ts'
import { Webhook } from './webhook.ts'

/** A gateway's configuration, checked and with every default filled in. Secrets appear by name only. */

const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))
const positive = z.number().check(z.positive())
const text = z.string().check(z.minLength(1))

const statementTime = z.union([z.literal('cut-off'), z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))])

const revisions = z.enum(['replace', 'hold'])
const cancellations = z.enum(['send', 'hold'])
const whenUncertain = z.enum(['resend', 'hold', 'check'])
const whenUnwritable = z.enum(['hold', 'refuse'])
/** The receipt that settles a delivery. Before the receipt a handed-over delivery is `sent`. */
const receipt = z.enum(['transport', 'acknowledgement', 'collected', 'consumed', 'person'])
/** The place of the chef's remarks: free text of the document, free text of its first line, or none. */
const remarks = ['document', 'first-line', 'omit'] as const
const unknownRule = z.enum(['refuse', 'hold', 'pass'])

export const Route = z.strictObject({
  name: name.check(z.describe('The name of the route, part of addresses. Once for each supplier.')),
  document: z.looseObject({ format: text }).check(z.describe('The format of the document, and its settings.')),
  transport: z
    .looseObject({ kind: text })
    .check(z.describe('How the document travels, and the settings of the transport.')),
  retry: z
    ._default(Retry, { delaysSeconds: [5, 30, 120, 600, 1800], giveUpAfterHours: 24 })
    .check(z.describe('When attempts are repeated, and when they end.')),
  test: z
    ._default(z.boolean(), false)
    .check(z.describe('Whether the route reaches a test system. Test orders are sent by such routes only.')),
  fileName: z
    ._default(text, '{orderNumber}-{version}.{ext}')
    .check(
      z.describe(
        'The name of the file: `{orderNumber}`, `{version}`, `{sequence:6}`, `{customer}`, `{date}`, `{ext}`.',
      ),
    ),
  fileNameRule: z
    .optional(z.literal('8.3'))
    .check(z.describe('For old file systems: eight characters, a point and three characters, in capitals.')),
  controlNumbers: z
    .optional(ControlNumbers)
    .check(z.describe('How control numbers run, in EDIFACT, X12 and TRADACOMS, and the numbers of files.')),
  when: z
    .optional(RouteCustomers)
    .check(z.describe('Takes only orders of these customers, or of customers of these depots.')),
  remarks: z.optional(z.enum(remarks)).check(z.describe('Where the remarks of the chef go, for this route.')),
  revisions: z.optional(revisions).check(z.describe('What happens to a changed order, for this route.')),
  cancellations: z.optional(cancellations).check(z.describe('Whether a cancellation is sent, for this route.')),
  whenUncertain: z
    .optional(whenUncertain)
    .check(z.describe('What follows an attempt that may have arrived, for this route.')),
  whenUnwritable: z
    .optional(whenUnwritable)
    .check(z.describe('What happens to an order that no document can hold, for this route.')),
  receipt: z
    ._default(receipt, 'transport')
    .check(z.describe('The proof that settles a delivery. Until then a delivery that was handed over is `sent`.')),
  receiptDueMinutes: ReceiptDueMinutes,
  reminderBeforeCutOffMinutes: ReminderMinutes,
  pace: z.optional(Pace).check(z.describe('The limits of the receiving system.')),
  sendAfterSeconds: z
    .optional(sendAfterSeconds)
    .check(z.describe('How long an accepted order waits, for this route. A fallback route does not wait.')),
  unconfirmed: z
    .optional(Unconfirmed)
    .check(z.describe('What happens to an order whose sender got no 2xx, for this route.')),
  order: z
    .optional(z.literal('customer'))
    .check(z.describe('`customer` sends the orders of a customer one after the other.')),
  batch: z
    .optional(Batch)
    .check(z.describe('Sends several orders in one document. The first rule that applies sends all waiting orders.')),
  fallbacks: z
    .optional(z.array(FallbackStep).check(z.minLength(1)))
    .check(z.describe('What takes over when an order is not settled in time. A route named here sends only then.')),
  minimumSecurity: z
    ._default(z.enum(['none', 'tls', 'end-to-end']), 'none')
    .check(z.describe('The least protection of this route and of its fallback routes.')),
  acknowledgements: z
    .optional(
      z.strictObject({
        token: z
          .optional(SecretName)
          .check(z.describe('The name of the secret that opens the address for acknowledgements of this route.')),
        as2: z._default(z.boolean(), false).check(z.describe('Acknowledgements come by AS2.')),
      }),
    )
    .check(z.describe('Lets the receiver post acknowledgements. Give `token`, or `as2` on a route by AS2.')),
})

export const Supplier = z.strictObject({
  name: text.check(z.describe('The name that people use.')),
  timeZone: timeZone.check(z.describe('The zone of "today", "midnight" and the calendar, such as `Europe/Brussels`.')),
  currency: z
    ._default(z.string().check(z.regex(/^[A-Z]{3}$/)), 'EUR')
    .check(z.describe('The currency of prices. Apicbase sends none.')),
  language: z._default(z.enum(LANGUAGES), 'en').check(z.describe('The language of alerts, mails and refusals.')),
  environment: z
    ._default(z.enum(['live', 'test']), 'live')
    .check(z.describe('In `test`, every order is a test order.')),
  testCustomers: z._default(z.array(text), []).check(z.describe('Customer numbers whose orders are test orders.')),
  demo: z._default(z.boolean(), false).check(z.describe('A sample supplier for a laptop. A deploy refuses it.')),
  webhook: z.optional(Webhook).check(z.describe('Receives the orders that Apicbase posts.')),
  api: z.optional(OrderApi).check(z.describe('Reads orders from the order API of Apicbase.')),
  keepSeen: keepSeen(),
  customers: z.optional(z.array(Customer)).check(z.describe('The customers table: rows, or the path of a CSV file.')),
  articles: z.optional(z.array(Article)).check(z.describe('The articles table: rows, or the path of a CSV file.')),
  unknown: z
    ._default(
      z.strictObject({
        customer: z.optional(unknownRule).check(z.describe('For an unknown customer number.')),
        article: z.optional(unknownRule).check(z.describe('For an unknown article number.')),
      }),
      {},
    )
    .check(z.describe('What happens to an order with an unknown number. Default with a table: `hold`.')),
  revisions: z
    ._default(revisions, 'hold')
    .check(
      z.describe('A changed order, when an earlier version may have been sent: hold it, or replace that version.'),
    ),
  cancellations: z
    ._default(cancellations, 'hold')
    .check(
      z.describe('`hold` sends nothing, so the partner must be called. `send` sends the cancellation of the format.'),
    ),
  whenUncertain: z
    ._default(whenUncertain, 'resend')
    .check(z.describe('An attempt that may have arrived: send it again, hold it, or check first.')),
  whenUnwritable: z
    ._default(whenUnwritable, 'hold')
    .check(z.describe('An order that no document can hold: accept and hold it, or refuse it with 422.')),
  sendAfterSeconds: z
    ._default(sendAfterSeconds, ANSWER_SECONDS)
    .check(z.describe('How long an accepted order waits before it is sent. At most 3600; 0 sends at once.')),
  unconfirmed: z
    ._default(Unconfirmed, { policy: 'hold', sendAfterSeconds: 120 })
    .check(z.describe('What happens to an order whose sender got no 2xx.')),
  maxAgeHours: z._default(positive, 48).check(z.describe('An order accepted longer ago than this is held as stale.')),
  source: z
    ._default(
      z.strictObject({ zone: z._default(timeZone, 'UTC').check(z.describe('The zone of timestamps that name none.')) }),
      { zone: 'UTC' },
    )
    .check(z.describe('How to read the orders of Apicbase.')),
  calendar: z.optional(Calendar).check(z.describe('Until when an order for a delivery date must be sent.')),
  noDeliveryDate: z
    ._default(z.enum(['omit', 'hold', 'refuse']), 'omit')
    .check(z.describe('An order without a delivery date: leave the date out, hold the order, or refuse it.')),
  fractions: z
    ._default(z.enum(['hold', 'refuse']), 'hold')
    .check(z.describe('A quantity such as 2.5 of an article that is not `weighted`: hold or refuse the order.')),
  price: z
    ._default(z.enum(['net', 'information', 'omit']), 'information')
    .check(z.describe('Whether prices of Apicbase are written as net prices, as information, or not at all.')),
  remarks: z
    ._default(z.enum([...remarks, 'refuse']), 'document')
    .check(z.describe('Where the remarks of the chef go. `refuse` asks the chef to remove them.')),
  orderedBy: z
    ._default(z.enum(['omit', 'name', 'full']), 'full')
    .check(z.describe('The name of who ordered: in full, without the domain of a mail address, or left out.')),
  statement: z
    ._default(
      z.union([
        z.literal(false),
        z.strictObject({ at: statementTime.check(z.describe('A time on the clock of the supplier, or `cut-off`.')) }),
      ]),
      { at: '18:00' },
    )
    .check(z.describe('The daily statement. `false` makes none.')),
  retentionDays: z
    ._default(z.int().check(z.gte(8)), 90)
    .check(z.describe('Days until the content of a settled order is deleted. Ids, digests and outcomes are kept.')),
  orderDesk: z.optional(OrderDesk).check(z.describe('Where customers reach you. Notices and refusals name it.')),
  customerNotices: z
    ._default(
      z.union([z.literal(false), z.strictObject({ from: text.check(z.describe('The sender of these mails.')) })]),
      false,
    )
    .check(
      z.describe('Mails notices to the `contact` of a customer. `false` gives your order desk the text to forward.'),
    ),
  archive: z
    .optional(Archive)
    .check(
      z.describe('Keeps the content of orders before it is deleted. Without a successful archive nothing is deleted.'),
    ),
  breakGlass: z.optional(BreakGlass).check(z.describe('Sends a page to work by hand during an outage.')),
  maxBytes: z
    ._default(z.int().check(z.positive(), z.lte(16_777_216)), 1_048_576)
    .check(z.describe('A longer body is refused with 413. At most 16777216.')),
  alerts: z
    .optional(Alerts)
    .check(z.describe('Channels and times of this supplier, in addition to the alerts of the gateway.')),
  secretExpiry: z
    ._default(z.record(SecretName, day), {})
    .check(
      z.describe('The last valid day of each secret, by its name. Alerts come 30, 14, 7, 3 and 1 days before its end.'),
    ),
  routes: z
    .array(Route)
    .check(z.minLength(1))
    .check(z.describe('How orders are sent. Each order is sent by every route, except fallback routes.')),
})

export type Supplier = z.infer<typeof Supplier>
export type Route = z.infer<typeof Route>

/** The configuration of the Worker, fixed at deploy time. */
export interface Gateway {
  /** The name of the secret that signs the links in mails. */
  readonly linkSecret?: string
  readonly alerts?: Alerts
  /** The address of this gateway for people and receivers' systems, without a slash at the end. */
  readonly publicUrl?: string
  /** The name of the secret that holds the address of a dead man's switch. */
  readonly heartbeat?: string
  readonly console?: ConsoleSettings
  readonly suppliers: Readonly<Record<string, Supplier>>
}
