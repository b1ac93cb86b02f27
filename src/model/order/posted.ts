import * as z from 'zod/mini'
import { toDecimal } from '../decimal.ts'
import { readMoment } from '../local-time.ts'
import type { Problem, ProblemCode } from '../problem.ts'
import { orderProblem } from '../problem-text.ts'

/** An order as Apicbase posts the order: `docs/integrated-ordering`, "Data Structure". Unknown keys are allowed. */

/** A check with its own problem code. */
const rule = <T>(holds: (value: T) => boolean, code: ProblemCode) => z.refine<T>(holds, { params: { code } })

/** A key identifies a record of the supplier: never blank, never with a lone surrogate. */
const key = () =>
  z.string().check(
    rule((text) => text.trim() !== '', 'blank'),
    rule((text) => text.isWellFormed(), 'half-character'),
  )

const moment = () => z.string().check(rule((text) => readMoment(text, 'UTC') !== null, 'date-impossible'))

/** Bad wording or a bad price never costs an order: an unreadable value is left out with a remark. */
const unneeded = () => z.optional(z.unknown())

const quantity = () =>
  z.union([z.number(), z.string()]).check(
    rule((value) => toDecimal(String(value)) !== null, 'quantity-not-a-number'),
    rule((value) => isExact(value), 'quantity-inexact'),
    rule((value) => isPositive(value), 'quantity-not-positive'),
  )

const QUANTITY_DIGITS = 15
const SHOWN_LENGTH = 40

/** A JSON parser has already rounded a number of more than 15 digits. */
function isExact(value: number | string): boolean {
  const decimal = toDecimal(String(value))
  return decimal === null || decimal.replace(/^-?0*\.?0*|\./g, '').length <= QUANTITY_DIGITS
}

function isPositive(value: number | string): boolean {
  const decimal = toDecimal(String(value))
  return decimal === null || !(decimal === '0' || decimal.startsWith('-'))
}

export const PostedOrder = /* @__PURE__ */ z.lazy(() =>
  z.object({
    id: key(),
    order_number: key(),
    status: z.string().check(rule((status) => status === 'ORDERED', 'not-ordered')),
    ordered_on: moment(),
    owned_by: unneeded(),
    order_remarks: unneeded(),
    packages: z
      .array(
        z.object({
          stock_item: unneeded(),
          supplier_package: z.object({
            supplier_article_number: key(),
            theoretical_price_per_package: unneeded(),
          }),
          quantity_ordered: quantity(),
          total_theoretical_price: unneeded(),
        }),
      )
      .check(rule((lines) => lines.length > 0, 'no-lines')),
    expected_delivery_date: z.nullish(moment()),
    theoretical_price: unneeded(),
    supplier_customer_number: key(),
  }),
)

export type PostedOrder = z.infer<typeof PostedOrder>

export type Read = { readonly order: PostedOrder } | { readonly problems: readonly Problem[] }

/** Returns all problems together. */
export function readPosted(value: unknown): Read {
  const read = PostedOrder.safeParse(value, { reportInput: true })
  return read.success ? { order: read.data } : { problems: read.error.issues.map(problemOf) }
}

function problemOf({ path, code, input, ...issue }: z.core.$ZodIssue): Problem {
  const field = pathText(path)
  if (code !== 'custom') return orderProblem(field, input === undefined && field ? 'missing' : 'wrong-type')
  const known: ProblemCode = 'params' in issue ? issue.params?.code : 'wrong-type'
  const value = String(input).slice(0, SHOWN_LENGTH).toWellFormed()
  return orderProblem(field, known, valuesOf(known, value))
}

function valuesOf(code: ProblemCode, value: string): Problem['values'] {
  if (code === 'not-ordered') return { status: value }
  return code.startsWith('quantity') ? { quantity: value } : {}
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${String(step)}` : String(step)),
    '',
  )
