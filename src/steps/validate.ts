import { toDecimal } from '../model/decimal.ts'
import { localDate, localMoment, readMoment } from '../model/local-time.ts'
import { deliveryOf } from '../model/order/delivery.ts'
import type { JudgedOrder } from '../model/order/judged-order.ts'
import { memberOf } from '../model/order/member.ts'
import type { Line, Order } from '../model/order/order.ts'
import { orderRemarks } from '../model/order/order-remarks.ts'
import { type PostedOrder, readPosted } from '../model/order/posted.ts'
import { withLines } from '../model/order/problem-lines.ts'
import { readablePart } from '../model/order/readable-part.ts'
import { type Problem, type Refusal, refusal } from '../model/problem.ts'
import { orderProblem } from '../model/problem-text.ts'
import { err, ok, type Result } from '../model/result.ts'
import { firstDay } from '../profile/calendar.ts'
import { customerZone } from '../profile/customer-zone.ts'
import { languageFor } from '../profile/language.ts'
import { applyRules } from '../profile/rules.ts'
import type { Supplier } from '../profile/supplier.ts'
import { oddities } from '../text/json-text.ts'
import { isPlainJson } from '../text/plain-json.ts'

/** An order, and remarks that do not refuse the order. */
interface Validated {
  readonly order: Order
  readonly remarks: readonly Problem[]
}

/** The fields that identify a refused body. */
export interface Named {
  readonly id: string | null
  readonly number: string | null
  readonly customer: string | null
  /** `YYYY-MM-DD`; null or absent when the body names no readable day. */
  readonly deliveryDate?: string | null
}

export interface Invalid {
  readonly refusal: Refusal
  readonly named: Named
}

/**
 * Parses the bytes into an order, or returns all problems at once. `now` decides whether a delivery date is past.
 * `now` is null for stored and polled orders, which no sender can correct.
 */
export function validate(bytes: Uint8Array, supplier: Supplier, now: number | null): Result<Validated, Invalid> {
  const parsed = parse(bytes)
  if (!parsed.ok) return parsed
  const { value, inexact } = parsed.value
  const read = readPosted(value)
  const problems = [
    ...('problems' in read ? read.problems : []),
    ...inexact,
    ...(now === null ? [] : pastDate(value, supplier, now)),
  ]
  if (!('problems' in read) && problems.length === 0) return ok(toOrder(read.order, supplier))
  const named = namedIn(value)
  const zone = customerZone(named.customer, supplier)
  const part = readablePart(
    value,
    problems,
    (date) => deliveryOf(date, zone, supplier.source.zone)?.deliveryDate ?? null,
  )
  const ruled = now === null ? [] : refusedBySupplier(part, supplier, now)
  const language = languageFor(named.customer, supplier)
  const all = withLines([...problems, ...ruled], (index) => part.lines[index])
  const { deliveryDate = null } = part
  return err({ refusal: { ...unprocessable(all), language }, named: { ...named, deliveryDate } })
}

/**
 * The chef gets the rule problems together with the other problems. A bug in the rules must not hide the other
 * problems.
 */
function refusedBySupplier(part: JudgedOrder, supplier: Supplier, now: number): readonly Problem[] {
  try {
    return applyRules(part, supplier, now).refused
  } catch {
    return []
  }
}

/** Parses a body that was valid on acceptance. Does not check dates again. */
export function parseStored(bytes: Uint8Array, supplier: Supplier): Order {
  const read = readPosted(JSON.parse(new TextDecoder().decode(bytes)))
  if ('problems' in read) throw new Error('A stored order no longer reads as one.')
  return toOrder(read.order, supplier).order
}

const NAMELESS: Named = { id: null, number: null, customer: null }

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parse(bytes: Uint8Array): Result<{ value: unknown; inexact: Problem[] }, Invalid> {
  let text: string
  try {
    text = UTF8.decode(bytes)
  } catch {
    return err({ refusal: unreadable(orderProblem('', 'not-utf8')), named: NAMELESS })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err({ refusal: unreadable(orderProblem('', 'not-json')), named: NAMELESS })
  }
  const odd = isPlainJson(text, value, EXACT) ? [] : oddities(text, new Set([EXACT]))
  const [first, ...rest] = odd
    .filter(({ code }) => code !== 'inexact-number')
    .map(({ code, path }) => oddProblem(code, path))
  if (first) return err({ refusal: unreadable(first, ...rest), named: namedIn(value) })
  return ok({ value, inexact: odd.map(({ path }) => orderProblem(path, 'quantity-inexact')) })
}

const EXACT = 'quantity_ordered'

const oddProblem = (code: string, path: string): Problem =>
  orderProblem(path, code === 'too-deep' ? 'too-deep' : 'duplicate-key')

const unreadable = (...problems: [Problem, ...Problem[]]): Refusal =>
  refusal(400, 'Not a readable JSON body', ...problems)

const unprocessable = (problems: readonly Problem[]): Refusal => {
  const unique = new Map(problems.map((problem) => [`${problem.path} ${problem.code}`, problem]))
  const [first, ...rest] = unique.values()
  if (!first) throw new Error('A refusal needs a problem.')
  return refusal(422, 'The order cannot be accepted as it is', first, ...rest)
}

/** Checked next to the schema, so that a past date is reported together with all other problems. */
function pastDate(value: unknown, supplier: Supplier, now: number): Problem[] {
  const written = field(value, 'expected_delivery_date')
  const customer = field(value, 'supplier_customer_number')?.trim() ?? null
  const zone = customerZone(customer, supplier)
  const date = written === null ? undefined : deliveryOf(written, zone, supplier.source.zone)?.deliveryDate
  if (date === undefined || date >= localDate(now, zone)) return []
  const first = firstDay(supplier, customer, now)
  return [orderProblem('expected_delivery_date', 'date-past', { date, ...(first === null ? {} : { first }) })]
}

const field = (value: unknown, name: string): string | null => {
  const found = memberOf(value, name)
  return typeof found === 'string' ? found : null
}

const namedIn = (value: unknown): Named => {
  const key = (name: string): string | null => field(value, name)?.trim().toWellFormed() || null
  const number = memberOf(value, 'order_number')
  return {
    id: key('id'),
    number: typeof number === 'number' ? String(number) : key('order_number'),
    customer: key('supplier_customer_number'),
  }
}

/** The start of a day in the supplier's time zone, so that a date without a time stays the same date. */
const beginning = (date: string, { timeZone }: Supplier): number =>
  readMoment(`${date}T00:00:00`, timeZone)?.instant ?? Date.parse(`${date}T00:00:00Z`)

function toOrder(posted: PostedOrder, supplier: Supplier): Validated {
  const [first, ...rest] = posted.packages.map(toLine)
  const orderedOn = readMoment(posted.ordered_on, supplier.source.zone)
  if (!first || !orderedOn) throw new Error('A checked order lacks a line or a date.')
  const date = posted.expected_delivery_date ?? null
  const customer = posted.supplier_customer_number.trim()
  const order: Order = {
    id: posted.id.trim(),
    number: posted.order_number.trim(),
    customer,
    orderedOn: localMoment(orderedOn.instant ?? beginning(orderedOn.date, supplier), supplier.timeZone),
    deliveryDate: null,
    ...(date === null ? {} : deliveryOf(date, customerZone(customer, supplier), supplier.source.zone)),
    remarks: wording(posted.order_remarks) ?? '',
    person: wording(memberOf(posted.owned_by, 'username')) || null,
    lines: [first, ...rest],
    total: price(posted.theoretical_price),
  }
  return { order, remarks: orderRemarks(posted, order) }
}

const toLine = (posted: PostedOrder['packages'][number]): Line => ({
  article: posted.supplier_package.supplier_article_number.trim(),
  name: wording(memberOf(posted.stock_item, 'name')) ?? '',
  quantity: toDecimal(String(posted.quantity_ordered)) ?? '0',
  price: price(posted.supplier_package.theoretical_price_per_package),
  total: price(posted.total_theoretical_price),
})

const wording = (posted: unknown): string | null => (typeof posted === 'string' ? posted.toWellFormed() : null)

/** The price as posted, with trailing zeros; null for other text, because only Apicbase could correct the price. */
function price(posted: unknown): string | null {
  const text = typeof posted === 'string' || typeof posted === 'number' ? String(posted).trim() : ''
  return toDecimal(text) === null ? null : /e/i.test(text) ? toDecimal(text) : text.replace(/^\+/, '')
}
