import * as z from 'zod/mini'
import { count, holdReason, moment, text, textOrNull } from './answer-values.ts'
import { refusedOrder } from './order-answers.ts'
import { problem } from './problem.ts'
import { incident } from './supplier-answers.ts'

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
