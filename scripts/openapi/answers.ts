import * as z from 'zod/mini'
import { NumberEntries } from '../../src/api/catalogue-entries.ts'
import { HOLD_REASONS } from '../../src/model/delivery-state.ts'
import { SHOWN_STATES, STANDSTILLS } from '../../src/model/order-standing.ts'

/** What the gateway answers, as schemas. A test reads real answers with them. Moments are ISO 8601, UTC. */

const moment = z.string().check(z.describe('ISO 8601, UTC.'))
const text = z.string()
const textOrNull = z.nullable(z.string())
const count = z.int().check(z.minimum(0))
const holdReason = z.enum(HOLD_REASONS)
const orderState = z.enum(['refused', 'held', 'pending', 'settled', 'discarded'])
const finding = z.strictObject({ code: text, values: z.record(z.string(), z.string()) })
const cursor = textOrNull.check(z.describe('Send this value to get the next page. Null on the last page.'))

export const problem = z.strictObject({
  path: text.check(z.describe('The field in the posted JSON; empty for the body itself.')),
  code: text.check(z.describe('A code of docs/reference/problem-codes.md. The meaning of a code never changes.')),
  message: text,
  values: z.optional(z.record(z.string(), z.string())),
  line: z.optional(z.strictObject({ article: text, name: text })),
})

/** RFC 9457, and the list of problems. */
export const refusal = z.looseObject({
  type: z.optional(text),
  title: text,
  status: z.int(),
  detail: z.optional(text),
  problems: z.array(problem),
})

export const acceptance = z.strictObject({
  status: z.enum(['accepted', 'duplicate', 'revised', 'held', 'refused']),
  orderId: text,
  orderNumber: text,
  version: z.int(),
  holdReason: z.optional(holdReason),
})

/** The answer to an order, or to a signed ping. */
export const webhookAnswer = z.union([acceptance, z.strictObject({ status: z.literal('ping') })])

const summary = {
  supplier: text,
  orderId: text,
  orderNumber: textOrNull,
  formerNumbers: z.optional(z.array(text)).check(z.describe('The numbers that the order had before.')),
  customer: textOrNull,
  customerName: z.optional(text),
  state: orderState,
  shownState: z
    .enum(SHOWN_STATES)
    .check(
      z.describe(
        'The state in the word of the console. still: open, and no route sends the order by itself. attention: a person must look into it.',
      ),
    ),
  holdReason: z.optional(holdReason),
  version: count.check(z.describe('The latest accepted version; 0 while every content was refused.')),
  receivedAt: moment,
  deliveryDate: textOrNull.check(z.describe('YYYY-MM-DD.')),
  cutOff: z.nullable(moment).check(z.describe('When an order for the date must be sent.')),
  refusedBy: z.optional(z.array(text)),
  refusedBefore: z.optional(z.array(text)),
  keptBy: z.optional(z.array(text)),
}

export const orderSummary = z.strictObject(summary)
export const orderPage = z.strictObject({ orders: z.array(orderSummary), cursor })
export const orderCounts = z.strictObject({
  ...{ all: count, refused: count, held: count, pending: count, settled: count, discarded: count },
})

export const waitsFor = z.strictObject({
  kind: z.enum([
    ...(['pause', 'earlier-version', 'circuit', 'opening', 'throttle', 'customer-order'] as const),
    ...(['batch', 'fallback', 'collection', 'retry', 'schedule', 'turn'] as const),
  ]),
  since: z.nullable(moment),
  by: textOrNull,
  until: z.nullable(moment),
  text,
  findings: z.array(finding),
})

const chainEvent = z.union([
  z.strictObject({ kind: z.literal('fallback'), route: text, at: moment }),
  z.strictObject({ kind: z.literal('held'), reason: holdReason, at: moment }),
])
const nextChange = z.union([
  z.strictObject({ kind: z.literal('stays') }),
  z.strictObject({ kind: z.enum(['sent', 'probe']), at: moment, next: z.nullable(chainEvent) }),
  z.strictObject({ kind: z.literal('behind'), next: z.nullable(chainEvent) }),
  z.strictObject({ kind: z.literal('new-route'), until: moment }),
  z.strictObject({ kind: z.literal('collection'), until: z.nullable(moment), next: z.nullable(chainEvent) }),
  chainEvent,
])

const acknowledgement = z.strictObject({
  kind: z.enum(['functional', 'business']),
  verdict: z.enum(['accepted', 'accepted-with-changes', 'rejected', 'received']),
  at: moment,
  reason: textOrNull,
})

export const delivery = z.strictObject({
  route: text,
  version: z.int(),
  state: z.enum([
    ...(['waiting', 'sending', 'sent', 'delivered', 'deferred', 'refused', 'uncertain', 'held'] as const),
    ...(['superseded', 'done', 'discarded'] as const),
  ]),
  holdReason: z.nullable(holdReason),
  reached: z.enum(['no', 'maybe', 'yes']),
  purpose: z.enum(['original', 'replacement', 'cancellation']),
  fallbackFor: textOrNull,
  refusedBefore: z.optional(z.literal(true)),
  possibleRepeat: z.boolean(),
  fallbackAt: z.nullable(moment),
  attempts: count,
  nextAttemptAt: z.nullable(moment),
  attemptEndsAt: z.optional(moment),
  standstill: z
    .nullable(z.enum(STANDSTILLS))
    .check(z.describe('Why the delivery does not leave by itself; null where it does, and for a held delivery.')),
  controlNumber: z.nullable(z.int()),
  interchange: z.nullable(z.strictObject({ number: z.int(), orders: count })),
  fileName: textOrNull,
  warnings: z.array(
    z.strictObject({ path: text, code: z.enum(['cut', 'replaced', 'omitted']), was: text, became: text }),
  ),
  routePause: z
    .nullable(z.enum(['gateway', 'person']))
    .check(z.describe('Who paused the route; null while the route is not paused.')),
  note: textOrNull,
  findings: z.array(finding),
  problems: z.array(problem).check(z.describe('The problems that the note names, with English sentences.')),
  phase: textOrNull,
  nextStep: textOrNull,
  waitsFor: z.nullable(waitsFor),
  ifNobodyActs: z.nullable(nextChange).check(z.describe('The next change of the delivery if no person acts.')),
  acknowledgements: z.array(acknowledgement),
  receipts: z.array(
    z.strictObject({
      ...{ number: z.int(), at: moment, way: z.enum(['answered', 'posted']), outcome: text, note: text, size: count },
    }),
  ),
})

const namedOrder = z.strictObject({ orderId: text, orderNumber: textOrNull })

const laterRefusal = {
  version: count.check(z.describe('The accepted version that still counts; 0 where none does.')),
  isHeld: z.optional(z.literal(true)).check(z.describe('The version waits for a person, and is not sent.')),
  problems: z.array(problem).check(z.describe('The first problems of the last refusal.')),
}
const refusedOrder = z.strictObject({
  ...{ orderId: text, orderNumber: textOrNull, refusedAt: moment, ...laterRefusal },
  isDiscarded: z.optional(z.literal(true)),
  placedAgain: z.optional(z.int()).check(z.describe('The discarded version that was placed again at `refusedAt`.')),
})

export const order = z.strictObject({
  ...summary,
  problems: z.optional(z.array(problem)),
  refusal: z.optional(
    z.strictObject({
      ...{ attempts: count, refusedAt: moment, calledAt: z.nullable(moment), calledBy: textOrNull },
      ...laterRefusal,
      orders: z.optional(
        z
          .array(refusedOrder)
          .check(z.describe('The refused orders of the customer that one call settles; absent after the call.')),
      ),
    }),
  ),
  placedAgain: z
    .optional(z.strictObject({ version: z.int(), at: moment, routes: z.array(text) }))
    .check(z.describe('A discarded version that the chef placed again. `routes` take the report `done`.')),
  sameNumber: z.optional(z.array(namedOrder)),
  canDiscardMailed: z.optional(z.literal(true)),
  purgedAt: z.optional(moment),
  sharesOpenDocument: z
    .optional(z.literal(true))
    .check(z.describe('The order shares a document with an order that is not settled, so it cannot be erased yet.')),
  versions: z.array(
    z.looseObject({
      ...{ version: z.int(), status: text, holdReason: z.nullable(holdReason), source: text },
      ...{ deliveryDate: textOrNull, digest: text, acceptedAt: moment },
    }),
  ),
  deliveries: z.array(delivery),
  timeline: z.array(
    z.strictObject({ at: moment, event: text, version: z.nullable(z.int()), route: textOrNull, text: textOrNull }),
  ),
  notices: z.optional(z.array(z.looseObject({ to: textOrNull, subject: text, text }))),
  marks: z.optional(
    z.array(z.strictObject({ mark: text, markedAt: z.nullable(moment), attempts: count, failure: textOrNull })),
  ),
  waitsFor: z.optional(z.nullable(waitsFor)),
})

export const discardNotice = z.strictObject({
  notice: z
    .nullable(z.strictObject({ to: textOrNull, subject: text, text }))
    .check(z.describe('Null if the customer gets none. A notice with a null `to` is forwarded by the order desk.')),
})

export const suppliers = z.strictObject({
  suppliers: z.array(text),
  outboxes: z.array(z.strictObject({ supplier: text, movedTo: textOrNull })),
})

const routeHealth = z.union([
  z.strictObject({ state: z.enum(['works', 'stands-by', 'removed']) }),
  z.strictObject({ state: z.enum(['paused', 'no-answer', 'last-failed']), since: moment }),
  z.strictObject({
    ...{ state: z.literal('taken-over'), since: moment, count, isMore: z.boolean() },
    by: text.check(z.describe('The route that took over the newest of the orders.')),
    ...{ orderId: text, orderNumber: textOrNull },
    why: textOrNull.check(z.describe('How the last attempt of that order ended.')),
  }),
])

const secretEnds = z.array(z.strictObject({ name: text, endsAt: moment }))

export const route = z.strictObject({
  route: text,
  again: z.optional(count).check(z.describe('After a retry of the route: how many deliveries it started.')),
  state: z.enum(['open', 'paused', 'gone']),
  paused: z.nullable(
    z.strictObject({ pausedBy: textOrNull, reason: textOrNull, pausedAt: moment, pausedUntil: z.optional(moment) }),
  ),
  unsettled: count.check(z.describe('Open deliveries. Stops at 2000.')),
  format: z.optional(text),
  unsent: z.strictObject({
    ...{ written: count, unwritten: count },
    retryable: count.check(z.describe('The deliveries that a retry of the route sends, without held ones.')),
    isMore: z.boolean().check(z.describe('The numbers are lower bounds: more than 500 deliveries are open.')),
  }),
  health: routeHealth.check(
    z.describe('Whether the route works. `taken-over`: orders failed, and a fallback took over.'),
  ),
  waitsFor: z.optional(waitsFor),
  circuit: z.looseObject({ state: z.enum(['closed', 'open', 'half-open']) }),
  courier: z.optional(z.strictObject({ host: text, lastSeenAt: moment, offline: z.boolean(), issues: z.array(text) })),
  lastSuccess: z.optional(z.strictObject({ at: moment, orderId: text, orderNumber: textOrNull })),
  lastFailure: z.optional(
    z.strictObject({ at: moment, orderId: text, orderNumber: textOrNull, isRefusal: z.boolean(), why: text }),
  ),
  numbers: z.optional(z.strictObject({ last: z.nullable(z.int()), left: z.int(), of: z.int() })),
  ends: z.optional(secretEnds),
})
export const routes = z.strictObject({
  timeZone: z.optional(text).check(z.describe('The time zone of the supplier. Absent for a removed supplier.')),
  routes: z.array(route),
  ends: secretEnds.check(z.describe('Every certificate and secret with an end, also of no route.')),
})

const incident = z.strictObject({
  ...{ kind: text, route: textOrNull, cause: textOrNull, since: moment, lastAt: moment, count, why: text },
})
export const alerts = z.strictObject({
  incidents: z.array(incident),
  unsent: z.array(z.strictObject({ channel: text, since: moment, attempts: count, failure: textOrNull, text })),
})

const event = z.strictObject({
  ...{ seq: z.int(), at: moment, supplier: text, by: text, action: text, orderId: textOrNull },
  ...{ orderNumber: textOrNull, route: textOrNull, note: textOrNull, erpReference: textOrNull },
})
export const events = z.strictObject({ events: z.array(event), cursor })

export const live = z.strictObject({
  cursor: text.check(z.describe('Send this value to get what came since.')),
  steps: z.array(z.looseObject({ at: moment, orderNumber: text, route: z.optional(text), outcome: text })),
  actions: z.array(event),
  isIncomplete: z.boolean(),
})

const complete = z.boolean().check(z.describe('Nothing waits, and no refused order needs or lacked a person.'))

export const statements = z.strictObject({
  date: text,
  statements: z.array(
    z.looseObject({
      ...{ supplier: text, number: z.nullable(z.int()), date: text, from: moment, to: moment, madeAt: moment },
      ...{ apicbase: z.nullable(count), received: count, delivered: count, discarded: count, refused: count },
      refusedOrders: z.optional(z.array(namedOrder)),
      refusedLater: z
        .optional(count)
        .check(z.describe('Of `refused`: a later post of an order of which an accepted version still counts.')),
      refusedLaterOrders: z.optional(z.array(namedOrder)),
      refusedBefore: z
        .optional(count)
        .check(z.describe('Of `delivered`: refused by a receiver, brought by a fallback route, not reported yet.')),
      refusedBeforeOrders: z.optional(z.array(namedOrder)),
      lapsed: z
        .optional(count)
        .check(z.describe('Refused, and neither reported nor called about before the delivery day was over.')),
      lapsedOrders: z.optional(z.array(namedOrder)),
      ...{ late: count, waitingCount: count, complete, text },
    }),
  ),
})

export const pollReport = z.strictObject({
  ...{ seen: count, accepted: count, duplicate: count, held: count, refused: count, skipped: count },
  ...{ pages: count, requests: count, complete: z.boolean(), reason: z.optional(text) },
  resumes: z.optional(z.literal(true)),
})
export const pollView = z.strictObject({
  ...{ lastComplete: z.nullable(moment), lastAudit: z.nullable(moment), failures: count, underWay: z.boolean() },
  sweep: z.nullable(z.strictObject({ since: moment, pages: count, audit: z.boolean() })),
})
export const counters = z.strictObject({ counters: z.array(z.strictObject({ sequence: text, last: z.int() })) })
const storageUse = z.nullable(
  z.strictObject({ bytes: count, limitBytes: count, percent: count, daysLeft: z.nullable(count) }),
)
export const storage = z.strictObject({
  storageId: textOrNull,
  missing: z.nullable(z.looseObject({})),
  configured: z.boolean(),
  use: storageUse,
})
export const supplierName = z.looseObject({ supplier: text })
export const backfill = z.strictObject({
  orders: z.array(
    z.strictObject({
      ...{ orderId: textOrNull, orderNumber: textOrNull, customer: textOrNull, placedAt: z.nullable(moment) },
      ...{ deliveryDate: textOrNull, state: z.enum(['missing', 'known', 'different', 'no-id']) },
      ...{ holds: z.nullable(holdReason), delivered: textOrNull },
    }),
  ),
  ...{ total: z.nullable(count), read: count, next: textOrNull, failure: z.nullable(z.looseObject({ kind: text })) },
})
export const restored = z.strictObject({
  orders: z.array(
    z.strictObject({
      orderId: text,
      outcome: z.enum(['restored', 'already-present', 'conflict']),
      waiting: z.nullable(z.int()),
    }),
  ),
})

const holdOrNull = z.nullable(holdReason)
const callBack = z.looseObject({
  ...{ orderId: text, orders: z.array(refusedOrder), customer: textOrNull, attempts: count, refusedAt: moment },
})
const callBackCounts = z.strictObject({ all: count, orders: count, toCall: count })
export const callBacks = z.strictObject({ callBacks: z.array(callBack), counts: callBackCounts })
const missingNumbers = z.strictObject({
  kind: z.enum(['article', 'customer']),
  first: z.array(z.strictObject({ key: text, name: textOrNull })),
  ...{ count, hasNoRoute: z.boolean() },
})
export const desk = z.looseObject({
  open: z.array(
    z.looseObject({
      ...{ orderId: text, orderNumber: textOrNull, customer: textOrNull, version: z.int(), route: text, state: text },
      ...{
        holdReason: holdOrNull,
        isLate: z.boolean(),
        isChanged: z.boolean(),
        isCancellation: z.boolean(),
        deliveryDate: textOrNull,
        cutOff: z.nullable(moment),
      },
      missing: z
        .nullable(missingNumbers)
        .check(
          z.describe('The numbers that the order waits for. Null for other reasons, and past the first 500 orders.'),
        ),
    }),
  ),
  passed: z
    .array(
      z.strictObject({
        ...{ orderId: text, orderNumber: textOrNull, customer: textOrNull, version: z.int(), route: text },
        ...{ why: z.enum(['refused', 'lacks', 'perhaps']), canDiscard: z.boolean() },
        ...{ broughtBy: text, deliveryDate: textOrNull, cutOff: z.nullable(moment) },
      }),
    )
    .check(
      z.describe('The newest orders that the receiver of `route` refused or never took, and that `broughtBy` brought.'),
    ),
  leftOut: z
    .strictObject({ held: z.boolean(), refused: z.boolean(), late: z.array(text), waiting: z.array(text) })
    .check(z.describe('The kinds of deliveries that `open` lists in part. `late` and `waiting` name routes.')),
  openCount: count.check(z.describe('All open deliveries, also those that `open` leaves out. Stops at 2000.')),
  callBacks: z.array(callBack).check(z.describe('The first customers to call.')),
  callBackCounts,
  troubles: z
    .array(incident)
    .check(z.describe('Open incidents about no order, such as a wrong secret: the urgent kinds first.')),
})
export const toKey = z.strictObject({
  orders: z.array(
    z.looseObject({
      ...{ version: z.int(), why: text, cancelled: z.boolean(), mayHaveArrived: z.boolean() },
      order: z.looseObject({ id: text, number: text, customer: text, lines: z.array(z.looseObject({})) }),
    }),
  ),
  unread: z.array(z.looseObject({ name: text, why: text })),
  left: count,
  madeAt: z.looseObject({ date: text, time: text }),
})
const pickedOrder = z.strictObject({
  ...{ orderId: text, orderNumber: text, version: z.int(), customer: text, customerName: textOrNull, shipTo: text },
  ...{ deliveryTime: textOrNull, remarks: text },
  isReleased: z
    .boolean()
    .check(z.describe('False where a person must release the version before the order is picked.')),
  isUndecided: z
    .boolean()
    .check(z.describe('True where the version is released, and a person must decide before the order is picked.')),
  holds: z.array(z.strictObject({ route: text, reason: z.nullable(holdReason) })),
  refusals: z
    .array(z.strictObject({ route: text, why: text, broughtBy: textOrNull }))
    .check(z.describe('The routes that did not take the released version, and the fallback route that brought it.')),
  lines: z
    .array(z.looseObject({ article: text, name: text, quantity: text, unit: textOrNull }))
    .check(z.describe("In the supplier's articles and units.")),
  other: z
    .nullable(
      z.strictObject({
        ...{ version: z.int(), deliveryDate: textOrNull, isCancellation: z.boolean() },
        changes: z.array(z.strictObject({ article: text, name: text, was: text, becomes: text })),
      }),
    )
    .check(z.describe('Of a released version: the held change. Of a held version: the released version.')),
})
export const pickList = z.strictObject({
  day: text,
  orders: z.array(pickedOrder),
  totals: z
    .array(
      z.strictObject({
        ...{ article: text, name: text, unit: textOrNull },
        ...{ quantity: text, notReleased: text, undecided: text },
      }),
    )
    .check(z.describe('Each order counts in one of the three quantities.')),
  unread: z.array(z.strictObject({ orderId: text, orderNumber: textOrNull })),
  next: z.nullable(z.int()).check(z.describe('The start of the next part; null on the last part.')),
  madeAt: z.looseObject({ date: text, time: text }),
})
export const trial = z.union([
  z.strictObject({ isAccepted: z.literal(false), problems: z.array(problem) }),
  z.strictObject({
    ...{ isAccepted: z.literal(true), orderNumber: text, findings: z.array(problem) },
    routes: z.array(
      z.strictObject({
        route: text,
        start: text.check(z.describe('send, fallback, refuse, or the reason of a hold.')),
        problems: z.array(problem),
        document: z.nullable(
          z.strictObject({
            ...{ fileName: text, mediaType: text, base64: text },
            warnings: z.array(z.looseObject({ path: text, was: text, became: text })),
          }),
        ),
      }),
    ),
  }),
])

const row = z.record(z.string(), z.unknown())
export const catalogueRow = z.looseObject({
  ...{ key: text, effective: z.nullable(row), configured: z.nullable(row), entry: z.nullable(z.looseObject({})) },
})
export const entryOrders = z.strictObject({
  orders: z.array(
    z.strictObject({
      ...{ orderId: text, orderNumber: textOrNull, customer: textOrNull },
      deliveries: z.array(z.strictObject({ version: z.int(), route: text, state: text, reached: text })),
    }),
  ),
  isCut: z.boolean(),
})
const orderNames = z.array(namedOrder)
export const entryOutcome = z.strictObject({
  released: orderNames.check(z.describe('The orders that the entry released.')),
  routes: z.array(text).check(z.describe('Routes that have a released order to send.')),
  rewritten: orderNames.check(z.describe('After an undo: the orders whose document is written again.')),
  reached: orderNames.check(
    z.describe('After an undo: the orders that the receiver has, or may have, with the entry.'),
  ),
  held: z.array(z.strictObject({ orderId: text, orderNumber: textOrNull, holdReason })),
  unjudged: count.check(z.describe('Held orders that the gateway has not judged by the entry yet.')),
  isCut: z.boolean(),
})
export const cataloguePage = z.strictObject({
  ...{ catalogueVersion: count, rows: z.array(catalogueRow), matching: count, total: count },
})
export const entries = z.strictObject({ numbers: z.array(NumberEntries), next: textOrNull })
export const restoredEntries = z.strictObject({
  numbers: z.array(
    z.strictObject({
      kind: z.enum(['article', 'customer']),
      key: text,
      outcome: z.enum(['restored', 'already-present', 'conflict']),
    }),
  ),
})
export const unknownNumbers = z.strictObject({
  unknown: z.array(
    z.looseObject({ kind: z.enum(['article', 'customer']), key: text, orders: count, customers: count }),
  ),
  uncounted: count,
})
export const importPlan = z.looseObject({ same: count, absent: z.array(text) })

const mailboxEntry = { id: text, fileName: text, mediaType: text, size: count, digest: text }
export const mailboxList = z.strictObject({ documents: z.array(z.strictObject(mailboxEntry)) })
export const lease = z.strictObject({
  holds: z.boolean(),
  leaseSeconds: z.number(),
  documents: z.array(
    z.looseObject({
      ...mailboxEntry,
      handover: z.optional(z.int()),
      fetchedBy: z.optional(z.nullable(z.enum(['you', 'another']))),
    }),
  ),
})
export const mailboxStatus = z.strictObject({ id: text, state: z.enum(['collected', 'consumed', 'failed']) })
export const renamed = z.strictObject({ renamed: z.boolean() })
export const acknowledged = z.strictObject({
  matched: count,
  acknowledgements: z.array(z.looseObject({})),
  unmatched: z.array(text),
})
export const health = z.strictObject({
  ok: z.boolean(),
  version: text,
  parts: z.optional(z.array(z.looseObject({ part: text, ok: z.boolean(), use: z.optional(storageUse) }))),
})
