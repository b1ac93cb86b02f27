import * as z from 'zod/mini'
import { count, cursor, holdReason, moment, text, textOrNull } from './answer-values.ts'
import { namedOrder, waitsFor } from './order-answers.ts'

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

export const incident = z.strictObject({
  ...{ kind: text, route: textOrNull, cause: textOrNull, since: moment, lastAt: moment, count, why: text },
})
export const alerts = z.strictObject({
  incidents: z.array(incident),
  unsent: z.array(z.strictObject({ channel: text, since: moment, attempts: count, failure: textOrNull, text })),
})

export const event = z.strictObject({
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
        .check(z.describe('Of `refused`: accepted orders of which a later post is not sent.')),
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
export const storageUse = z.nullable(
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
export const health = z.strictObject({
  ok: z.boolean(),
  version: text,
  parts: z.optional(z.array(z.looseObject({ part: text, ok: z.boolean(), use: z.optional(storageUse) }))),
})
