import * as z from 'zod/mini'
import { Alerts } from '../alerts/settings.ts'
import { Archive } from './archive.ts'
import { BreakGlass } from './break-glass.ts'
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

/** What a gateway's configuration says, checked and with every default filled in. Secrets appear by name only. */

const zone = z.string().check(z.refine(isTimeZone))
const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))
const positive = z.number().check(z.positive())
const text = z.string().check(z.minLength(1))

const statementTime = z.union([z.literal('cut-off'), z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))])

const language = z.enum(['nl', 'fr', 'de', 'en'])

export const Customer = z.strictObject({
  /** The number as Apicbase sends it. */
  customer: text,
  name: z.optional(z.string()),
  gln: z.optional(z.string()),
  /** As registered by law, where that is not `name`. */
  legalName: z.optional(z.string()),
  /** Where Peppol reaches them: `{ scheme: '0208', id: '0123456749' }`; in a CSV one column, `0208:0123456749`. */
  endpoint: z.optional(z.strictObject({ scheme: text, id: text })),
  /** The supplier's own numbers for who buys, where it goes and who pays, where those are others than `customer`. */
  soldTo: z.optional(text),
  shipTo: z.optional(text),
  billTo: z.optional(text),
  /** In which they are told of an order of theirs; the supplier's unless given. */
  language: z.optional(language),
  /** A mail address, for telling them why an order of theirs waits. */
  contact: z.optional(text),
  /** Which depot serves them: for routes that take only some depots' orders. */
  depot: z.optional(text),
  /** In which the customer reads the clock, for dates and times of delivery; the supplier's unless given. */
  timeZone: z.optional(zone),
  /** In a CSV its settings are columns: `cutOff`, `leadDays`, and lists parted by spaces. */
  calendar: z.optional(OwnCalendar),
})

export const Article = z.strictObject({
  /** The number as Apicbase sends it. */
  article: text,
  /** The supplier's system counts in this unit. */
  unit: z.optional(z.string()),
  /** So many of the supplier's units are in one of what Apicbase counts: 6 for a case of six. A decimal. */
  factor: z.optional(z.string()),
  /** The number in the supplier's system, where that is another. */
  erpArticle: z.optional(text),
  gtin: z.optional(z.string()),
  /** Sold by weight: a fractional quantity is then no mistake. */
  weighted: z._default(z.boolean(), false),
})

const revisions = z.enum(['replace', 'hold'])
const cancellations = z.enum(['send', 'hold'])
const whenUncertain = z.enum(['resend', 'hold', 'check'])
const whenUnwritable = z.enum(['hold', 'refuse'])
/** Whose word settles a delivery; until it comes, what was handed over is `sent`. */
const receipt = z.enum(['transport', 'functional', 'collected', 'consumed', 'person'])
/** Where a chef's remarks go: free text of the document, of its first line, or nowhere. */
const remarks = ['document', 'first-line', 'omit'] as const
const unknownRule = z.enum(['refuse', 'hold', 'pass'])

export const Retry = z.strictObject({
  /** Waits between tries; the last repeats. */
  delaysSeconds: z._default(z.array(positive).check(z.minLength(1)), [5, 30, 120, 600, 1800]),
  giveUpAfterHours: z._default(positive, 24),
})

const number = z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER))
const range = {
  /** None below this is given out: above the last one of the system that wrote these documents before. */
  start: z._default(number, 1),
  /** After this one comes `start` again; the greatest that the document has room for unless given. */
  wrapAt: z.optional(number),
}

/** How control numbers run. */
export const ControlNumbers = z.strictObject({
  ...range,
  /** Which documents count together: those of one sender and recipient, or all of this supplier's routes that say so. */
  share: z._default(z.enum(['pair', 'supplier']), 'pair'),
  /** The group inside the interchange (GS06, UNG 0048, FIL) counts for itself; it has the interchange's number unless given. */
  group: z.optional(z.strictObject(range)),
})

export const Route = z.strictObject({
  name,
  document: z.looseObject({ format: text }),
  transport: z.looseObject({ kind: text }),
  retry: z._default(Retry, { delaysSeconds: [5, 30, 120, 600, 1800], giveUpAfterHours: 24 }),
  /** This route reaches a test system: test orders may leave by it. */
  test: z._default(z.boolean(), false),
  fileName: z._default(text, '{orderNumber}-{version}.{ext}'),
  /** Names that old file systems take: eight characters, a point and three more, in capitals. */
  fileNameRule: z.optional(z.literal('8.3')),
  controlNumbers: z.optional(ControlNumbers),
  /** Only orders of these customers, or of customers of these depots, leave by this route. */
  when: z.optional(
    z.strictObject({
      depot: z.optional(z.union([text, z.array(text).check(z.minLength(1))])),
      /** None: it takes no new order, and brings those that it has to their end. */
      customers: z.optional(z.array(text)),
    }),
  ),
  remarks: z.optional(z.enum(remarks)),
  revisions: z.optional(revisions),
  /** Sent when a person says so, once the partner has tested them; held back, the partner is telephoned. */
  cancellations: z.optional(cancellations),
  whenUncertain: z.optional(whenUncertain),
  whenUnwritable: z.optional(whenUnwritable),
  receipt: z._default(receipt, 'transport'),
  /** What was handed over and is not settled this long after is told once. */
  receiptDueMinutes: z._default(positive, 60),
  /** How much the system behind it can bear. */
  pace: z.optional(
    z.strictObject({
      /** Tries side by side; two unless given. */
      parallel: z.optional(z.int().check(z.gte(1), z.lte(3))),
      /** Tries a minute, evenly spread. */
      perMinute: z.optional(positive),
      opening: z.optional(z.array(Opening).check(z.minLength(1))),
    }),
  ),
  shipAfterSeconds: z.optional(shipAfterSeconds),
  unconfirmed: z.optional(Unconfirmed),
  /** A customer's orders leave one after the other: none while an earlier one is still on its way. */
  order: z.optional(z.literal('customer')),
  /** Orders wait for one another and leave in one document: all that wait, as soon as one of these comes about. */
  batch: z.optional(Batch),
  /** What is called, in this order, while a delivery is not settled. A route that is named here sends only when called. */
  fallbacks: z.optional(z.array(FallbackStep).check(z.minLength(1))),
  /** Neither this route nor one that takes its place may be less protected. */
  minimumSecurity: z._default(z.enum(['none', 'tls', 'end-to-end']), 'none'),
  /** Where the receiver's system may post its acknowledgements; the token opens this route's address and no other. Or by AS2. */
  acknowledgements: z.optional(z.strictObject({ token: z.optional(SecretName), as2: z._default(z.boolean(), false) })),
})

export const Supplier = z.strictObject({
  name: text,
  timeZone: zone,
  currency: z._default(z.string().check(z.regex(/^[A-Z]{3}$/)), 'EUR'),
  language: z._default(language, 'en'),
  environment: z._default(z.enum(['live', 'test']), 'live'),
  testCustomers: z._default(z.array(text), []),
  /** Made for trying things out on a laptop; `wrangler deploy` refuses it. */
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
  /** So long an accepted order waits, so that a chef's correction can take its place before anything has left. */
  shipAfterSeconds: z._default(shipAfterSeconds, ANSWER_SECONDS),
  unconfirmed: z._default(Unconfirmed, { policy: 'hold', shipAfterSeconds: 120 }),
  /** Before an attempt, an order accepted longer ago than this is held as stale. */
  maxAgeHours: z._default(positive, 48),
  source: z._default(z.strictObject({ zone: z._default(zone, 'UTC') }), { zone: 'UTC' }),
  /** Without it no order has a cut-off. */
  calendar: z.optional(Calendar),
  /** An order without a delivery date: written without one, held, or refused to the chef. */
  noDeliveryDate: z._default(z.enum(['omit', 'hold', 'refuse']), 'omit'),
  /** A quantity such as 2.5 of an article that the articles table does not call `weighted`. */
  fractions: z._default(z.enum(['hold', 'refuse']), 'hold'),
  price: z._default(z.enum(['net', 'information', 'omit']), 'information'),
  /** 'refuse' asks the chef to take them out: for a supplier whose system reads none. */
  remarks: z._default(z.enum([...remarks, 'refuse']), 'document'),
  /** Who ordered: in full, without the domain of a mail address, or not at all. */
  person: z._default(z.enum(['omit', 'name', 'full']), 'full'),
  /** Once a day, at this time on the supplier's clock or at its calendar's cut-off, what became of its orders. False: none. */
  statement: z._default(z.union([z.literal(false), z.strictObject({ at: statementTime })]), { at: '18:00' }),
  /** What orders said is kept for so long after their last version; that they came is kept for ever. */
  retentionDays: z._default(z.int().check(z.gte(8)), 90),
  /** Where customers reach the people who see to their orders. */
  orderDesk: z.optional(z.strictObject({ mail: z.optional(text), phone: z.optional(text) })),
  /** Who came by the order API alone can't be refused there: mailed to the `contact` of their row. False: the desk is given the text. */
  tellCustomers: z._default(z.union([z.literal(false), z.strictObject({ from: text })]), false),
  /** An order is written there, whole, before it is purged here; while it can't be, it is kept. */
  archive: z.optional(Archive),
  /** Every so often, past everything that may be down: what a desk needs to work by hand. */
  breakGlass: z.optional(BreakGlass),
  /** At most half of what a call to an object may carry. */
  maxBytes: z._default(z.int().check(z.positive(), z.lte(16_777_216)), 1_048_576),
  /** Who is told besides those whom the gateway tells, and when. */
  alerts: z.optional(Alerts),
  /** Until which day a secret of this supplier's is good, by its name. */
  expires: z._default(z.record(SecretName, day), {}),
  routes: z.array(Route).check(z.minLength(1)),
})

export type Supplier = z.infer<typeof Supplier>
export type Route = z.infer<typeof Route>
export type ControlNumbers = z.infer<typeof ControlNumbers>

/** Everything the Worker is told at deploy time. */
export interface Gateway {
  /** The name of the secret that the links in mails are signed with. */
  readonly linkSecret?: string
  readonly alerts?: Alerts
  /** Where people and receivers' systems reach this gateway, without a slash at the end. */
  readonly publicUrl?: string
  /** The name of the secret that holds a dead man's switch's address. */
  readonly heartbeat?: string
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
