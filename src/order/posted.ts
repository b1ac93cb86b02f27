import * as z from 'zod/mini'
import { toDecimal } from '../decimal.ts'
import { readMoment } from '../local-time.ts'
import type { Problem, ProblemCode } from '../problem.ts'

/** An order as Apicbase posts it: `docs/integrated-ordering`, "Data Structure". Keys we don't know are let through. */

/** A check that names its own code and sentence. */
const rule = <T>(holds: (value: T) => boolean, code: ProblemCode, message: string) =>
  z.refine<T>(holds, { error: message, params: { code } })

/** A key identifies something at the supplier: never blank, never half a character. */
const key = (what: string) =>
  z.string().check(
    rule((text) => text.trim() !== '', 'blank', `The ${what} is blank. Fill it in.`),
    rule((text) => text.isWellFormed(), 'half-character', `The ${what} holds half a character. Type it again.`),
  )

const moment = (what: string) =>
  z
    .string()
    .check(
      rule(
        (text) => readMoment(text, 'UTC') !== null,
        'date-impossible',
        `The ${what} is not a date in the calendar. Write it as 2026-11-26 or 2026-11-26T09:00:00Z.`,
      ),
    )

const wording = z.nullish(z.string())
/** Prices are strings; an unreadable one is left out and noticed, since a chef could not mend it. */
const price = z.nullish(z.union([z.string(), z.number()]))

const quantity = z.union([z.number(), z.string()]).check(
  rule(
    (value) => toDecimal(String(value)) !== null,
    'quantity-not-a-number',
    'The quantity is not a number. Order 1 or more.',
  ),
  rule(
    (value) => isExact(value),
    'quantity-inexact',
    'The quantity has more digits than can be kept exactly. Use at most 15.',
  ),
  rule(
    (value) => isPositive(value),
    'quantity-not-positive',
    'The quantity must be more than zero. Order 1 or more, or remove the line.',
  ),
)

const QUANTITY_DIGITS = 15

/** A JSON number past 15 digits has already been rounded by whoever parsed it. */
function isExact(value: number | string): boolean {
  const decimal = toDecimal(String(value))
  return decimal === null || decimal.replace(/^-?0*\.?0*|\./g, '').length <= QUANTITY_DIGITS
}

function isPositive(value: number | string): boolean {
  const decimal = toDecimal(String(value))
  return decimal === null || !(decimal === '0' || decimal.startsWith('-'))
}

const PostedOrder = z.object({
  id: key('order id'),
  order_number: key('order number'),
  status: z
    .string()
    .check(
      rule(
        (status) => status === 'ORDERED',
        'not-ordered',
        'Only an order with status ORDERED can be taken. Place the order first.',
      ),
    ),
  ordered_on: moment('order date'),
  owned_by: z.nullish(z.object({ username: wording })),
  order_remarks: wording,
  packages: z
    .array(
      z.object({
        stock_item: z.nullish(z.object({ name: wording })),
        supplier_package: z.object({
          supplier_article_number: key('article number'),
          theoretical_price_per_package: price,
        }),
        quantity_ordered: quantity,
        total_theoretical_price: price,
      }),
    )
    .check(rule((lines) => lines.length > 0, 'no-lines', 'The order has no lines. Add at least one article.')),
  expected_delivery_date: z.nullish(moment('delivery date')),
  theoretical_price: price,
  supplier_customer_number: key('customer number'),
})

export type PostedOrder = z.infer<typeof PostedOrder>

export type Read = { readonly order: PostedOrder } | { readonly problems: readonly Problem[] }

/** Every problem at once. */
export function readPosted(value: unknown): Read {
  const read = PostedOrder.safeParse(value, { reportInput: true })
  return read.success ? { order: read.data } : { problems: read.error.issues.flatMap(problemsOf) }
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const path = pathText(issue.path)
  if (issue.code === 'custom') return [{ path, code: issue.params?.code ?? 'wrong-type', message: issue.message }]
  const missing = issue.input === undefined
  const field = path || 'The body'
  if (missing && path) return [{ path, code: 'missing', message: `${field} is missing. Every order must have it.` }]
  return [{ path, code: 'wrong-type', message: `${field} must be ${expected(issue)}.` }]
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') return 'a number, or a string that holds one'
  if (issue.code !== 'invalid_type') return 'of another kind'
  return { string: 'text', object: 'a JSON object', array: 'a list' }[issue.expected as string] ?? issue.expected
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${String(step)}` : String(step)),
    '',
  )
