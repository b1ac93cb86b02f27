import * as z from 'zod/mini'
import { LANGUAGES } from '../model/language.ts'
import { Alerts } from './alert-settings.ts'
import { Archive } from './archive.ts'
import { BreakGlass } from './break-glass.ts'
import type { ConsoleSettings } from './console.ts'
import { OrderApi } from './order-api.ts'
import { SecretName } from './secret-name.ts'
import {
  ANSWER_SECONDS,
  Batch,
  Calendar,
  day,
  FallbackStep,
  Opening,
  OwnCalendar,
  shipAfterSeconds,
  Unconfirmed,
} from './timing.ts'

/** A gateway's configuration, checked and with every default filled in. Secrets appear by name only. */

const zone = z.string().check(z.refine(isTimeZone))
const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))
const positive = z.number().check(z.positive())
const text = z.string().check(z.minLength(1))

const statementTime = z.union([z.literal('cut-off'), z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))])

const language = z.enum(LANGUAGES)

export const Customer = z.strictObject({
  /** The number that Apicbase sends. */
  customer: text,
  name: z.optional(z.string()),
  gln: z.optional(z.string()),
  /** The registered legal name, if different from `name`. */
  legalName: z.optional(z.string()),
  /** The Peppol address `{ scheme: '0208', id: '0123456749' }`; in a CSV file one column, `0208:0123456749`. */
  endpoint: z.optional(z.strictObject({ scheme: text, id: text })),
  /** The supplier's own numbers for the buyer, the delivery address and the payer, if different from `customer`. */
  soldTo: z.optional(text),
  shipTo: z.optional(text),
  billTo: z.optional(text),
  /** The language of notices to the customer; default: the supplier's language. */
  language: z.optional(language),
  /** A mail address for notices about orders that wait. */
  contact: z.optional(text),
  /** The depot that serves the customer, for routes that take only some depots' orders. */
  depot: z.optional(text),
  /** The time zone of the customer's delivery dates and times; default: the supplier's time zone. */
  timeZone: z.optional(zone),
  /** In a CSV file the settings are columns: `cutOff`, `leadDays`, and lists separated by spaces. */
  calendar: z.optional(OwnCalendar),
})

export const Article = z.strictObject({
  /** The number that Apicbase sends. */
  article: text,
  /** The unit of the supplier's system. */
  unit: z.optional(z.string()),
  /** The number of the supplier's units in one unit of Apicbase, such as 6 for a case of six. A decimal. */
  factor: z.optional(z.string()),
  /** The number in the supplier's system, if different. */
  erpArticle: z.optional(text),
  gtin: z.optional(z.string()),
  /** Sold by weight, so a fractional quantity is correct. */
  weighted: z._default(z.boolean(), false),
})

const revisions = z.enum(['replace', 'hold'])
const cancellations = z.enum(['send', 'hold'])
const whenUncertain = z.enum(['resend', 'hold', 'check'])
const whenUnwritable = z.enum(['hold', 'refuse'])
/** The receipt that settles a delivery. Before the receipt a handed-over delivery is `sent`. */
const receipt = z.enum(['transport', 'functional', 'collected', 'consumed', 'person'])
/** The place of the chef's remarks: free text of the document, free text of its first line, or none. */
const remarks = ['document', 'first-line', 'omit'] as const
const unknownRule = z.enum(['refuse', 'hold', 'pass'])

export const Retry = z.strictObject({
  /** Waits between attempts; the last wait repeats. */
  delaysSeconds: z._default(z.array(positive).check(z.minLength(1)), [5, 30, 120, 600, 1800]),
  giveUpAfterHours: z._default(positive, 24),
})

const number = z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER))
const range = {
  /** The first number. Set a value above the last number of the system that wrote these documents before. */
  start: z._default(number, 1),
  /** The last number, after which `start` follows; default: the greatest number that the document can hold. */
  wrapAt: z.optional(number),
}

/** The ranges of control numbers. */
export const ControlNumbers = z.strictObject({
  ...range,
  /** The documents that share a counter: with the same sender and recipient, or all with this setting. */
  share: z._default(z.enum(['pair', 'supplier']), 'pair'),
  /** The counter of the group inside the interchange (GS06, UNG 0048, FIL); default: the interchange's number. */
  group: z.optional(z.strictObject(range)),
})

export const Route = z.strictObject({
  name,
  document: z.looseObject({ format: text }),
  transport: z.looseObject({ kind: text }),
  retry: z._default(Retry, { delaysSeconds: [5, 30, 120, 600, 1800], giveUpAfterHours: 24 }),
  /** The route reaches a test system, so test orders may use the route. */
  test: z._default(z.boolean(), false),
  fileName: z._default(text, '{orderNumber}-{version}.{ext}'),
  /** For old file systems: eight characters, a point and three characters, in capitals. */
  fileNameRule: z.optional(z.literal('8.3')),
  controlNumbers: z.optional(ControlNumbers),
  /** The route takes only orders of these customers, or of customers of these depots. */
  when: z.optional(
    z.strictObject({
      depot: z.optional(z.union([text, z.array(text).check(z.minLength(1))])),
      /** An empty list: the route takes no new order and completes its open deliveries. */
      customers: z.optional(z.array(text)),
    }),
  ),
  remarks: z.optional(z.enum(remarks)),
  revisions: z.optional(revisions),
  /** Send only after the partner has tested cancellations; with `hold`, a person calls the partner. */
  cancellations: z.optional(cancellations),
  whenUncertain: z.optional(whenUncertain),
  whenUnwritable: z.optional(whenUnwritable),
  receipt: z._default(receipt, 'transport'),
  /** Minutes after the handover at which a delivery without a receipt raises one alert. */
  receiptDueMinutes: z._default(positive, 60),
  /** The limits of the receiving system. */
  pace: z.optional(
    z.strictObject({
      /** Attempts at the same time; default: two. */
      parallel: z.optional(z.int().check(z.gte(1), z.lte(3))),
      /** Attempts in a minute, evenly spread. */
      perMinute: z.optional(positive),
      opening: z.optional(z.array(Opening).check(z.minLength(1))),
    }),
  ),
  shipAfterSeconds: z.optional(shipAfterSeconds),
  unconfirmed: z.optional(Unconfirmed),
  /** Sends a customer's orders one at a time: each order waits for the earlier order's delivery. */
  order: z.optional(z.literal('customer')),
  /** Orders wait for each other and are sent in one document. The first rule that applies sends all waiting orders. */
  batch: z.optional(Batch),
  /** Fallback steps for an open delivery, in this order. A route named here sends only as a fallback. */
  fallbacks: z.optional(z.array(FallbackStep).check(z.minLength(1))),
  /** The least protection for this route and its fallback routes. */
  minimumSecurity: z._default(z.enum(['none', 'tls', 'end-to-end']), 'none'),
  /** Lets the receiver's system post acknowledgements. The token is valid for this route only. */
  acknowledgements: z.optional(z.strictObject({ token: z.optional(SecretName), as2: z._default(z.boolean(), false) })),
})

export const Supplier = z.strictObject({
  name: text,
  timeZone: zone,
  currency: z._default(z.string().check(z.regex(/^[A-Z]{3}$/)), 'EUR'),
  language: z._default(language, 'en'),
  environment: z._default(z.enum(['live', 'test']), 'live'),
  testCustomers: z._default(z.array(text), []),
  /** For demonstrations on a laptop. `wrangler deploy` refuses the supplier. */
  demo: z._default(z.boolean(), false),
  webhook: z.optional(
    z.strictObject({
      secrets: z.array(SecretName).check(z.minLength(1)),
      signedForm: z._default(z.enum(['raw', 'python', 'either']), 'either'),
    }),
  ),
  api: z.optional(OrderApi),
  customers: z.optional(z.array(Customer)),
  articles: z.optional(z.array(Article)),
  unknown: z._default(z.strictObject({ customer: z.optional(unknownRule), article: z.optional(unknownRule) }), {}),
  revisions: z._default(revisions, 'hold'),
  cancellations: z._default(cancellations, 'hold'),
  whenUncertain: z._default(whenUncertain, 'resend'),
  whenUnwritable: z._default(whenUnwritable, 'hold'),
  /** Seconds that an order waits, so that the chef's correction can replace the order before sending. */
  shipAfterSeconds: z._default(shipAfterSeconds, ANSWER_SECONDS),
  unconfirmed: z._default(Unconfirmed, { policy: 'hold', shipAfterSeconds: 120 }),
  /** Before an attempt, an order accepted longer ago is held as stale. */
  maxAgeHours: z._default(positive, 48),
  source: z._default(z.strictObject({ zone: z._default(zone, 'UTC') }), { zone: 'UTC' }),
  /** Without a calendar no order has a cut-off. */
  calendar: z.optional(Calendar),
  /** An order without a delivery date is written without a date, held, or refused to the chef. */
  noDeliveryDate: z._default(z.enum(['omit', 'hold', 'refuse']), 'omit'),
  /** A quantity such as 2.5 of an article without `weighted` in the articles table. */
  fractions: z._default(z.enum(['hold', 'refuse']), 'hold'),
  price: z._default(z.enum(['net', 'information', 'omit']), 'information'),
  /** `refuse` asks the chef to remove the remarks, for a supplier whose system reads no remarks. */
  remarks: z._default(z.enum([...remarks, 'refuse']), 'document'),
  /** The name of the chef: in full, without the domain of a mail address, or omitted. */
  person: z._default(z.enum(['omit', 'name', 'full']), 'full'),
  /** The time of the daily statement, in the supplier's time zone or at the calendar's cut-off. False: no statement. */
  statement: z._default(z.union([z.literal(false), z.strictObject({ at: statementTime })]), { at: '18:00' }),
  /** Days until the content of a settled order is deleted. Ids, digests and outcomes are kept. */
  retentionDays: z._default(z.int().check(z.gte(8)), 90),
  /** Contact data of the order desk, for customers. */
  orderDesk: z.optional(z.strictObject({ mail: z.optional(text), phone: z.optional(text) })),
  /** Mails a customer about a held polled order, which Apicbase cannot refuse. False: the desk gets the text. */
  tellCustomers: z._default(z.union([z.literal(false), z.strictObject({ from: text })]), false),
  /** The order is archived in full before the purge. Without a successful archive no purge happens. */
  archive: z.optional(Archive),
  /** Sends at intervals the page that a desk needs to work by hand, without the parts that may be down. */
  breakGlass: z.optional(BreakGlass),
  /** At most half of the size limit of a call to a Durable Object. */
  maxBytes: z._default(z.int().check(z.positive(), z.lte(16_777_216)), 1_048_576),
  /** The supplier's own alert channels and times, in addition to the gateway's. */
  alerts: z.optional(Alerts),
  /** The last valid day of each secret, by the secret's name. */
  expires: z._default(z.record(SecretName, day), {}),
  routes: z.array(Route).check(z.minLength(1)),
})

export type Supplier = z.infer<typeof Supplier>
export type Route = z.infer<typeof Route>
export type ControlNumbers = z.infer<typeof ControlNumbers>

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

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
