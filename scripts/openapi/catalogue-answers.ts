import * as z from 'zod/mini'
import { NumberEntries } from '../../src/api/catalogue-entries.ts'
import { count, holdReason, text, textOrNull } from './answer-values.ts'
import { namedOrder } from './order-answers.ts'

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
