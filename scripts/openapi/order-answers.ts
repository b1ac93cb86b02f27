import * as z from 'zod/mini'
import { SHOWN_STATES, STANDSTILLS } from '../../src/model/order-standing.ts'
import { count, cursor, finding, holdReason, moment, text, textOrNull } from './answer-values.ts'
import { problem } from './problem.ts'

const orderState = z.enum(['refused', 'held', 'pending', 'settled', 'discarded'])

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

export const namedOrder = z.strictObject({ orderId: text, orderNumber: textOrNull })

const laterRefusal = {
  version: count.check(z.describe('The accepted version that still counts; 0 where none does.')),
  isHeld: z.optional(z.literal(true)).check(z.describe('The version waits for a person, and is not sent.')),
  problems: z.array(problem).check(z.describe('The first problems of the last refusal.')),
}
export const refusedOrder = z.strictObject({
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
