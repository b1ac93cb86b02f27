import { sum, toDecimal } from '../decimal.ts'
import { pricePath, totalPath } from '../documents/content/elements.ts'
import { localDate, localMoment, readMoment } from '../local-time.ts'
import type { Line, Order } from '../order/order.ts'
import { type PostedOrder, readPosted } from '../order/posted.ts'
import { type Problem, type Refusal, refusal } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { err, ok, type Result } from '../result.ts'
import { oddities } from '../text/json-text.ts'

/** An order, and what was noticed about it that is no reason to refuse it. */
interface Validated {
  readonly order: Order
  readonly remarks: readonly Problem[]
}

/** What a refused body could still be identified by. */
export interface Named {
  readonly id: string | null
  readonly number: string | null
  readonly customer: string | null
}

export interface Invalid {
  readonly refusal: Refusal
  readonly named: Named
}

/**
 * Bytes to an order, or every problem at once. `now` decides whether a delivery date is past; null where that is no reason
 * to refuse, because nobody is there to be refused.
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
  if ('problems' in read || problems.length > 0) return err({ refusal: unprocessable(problems), named: namedIn(value) })
  return ok(toOrder(read.order, supplier))
}

/** The order in bytes that were validated when they were accepted; dates are not judged again. */
export function reread(bytes: Uint8Array, supplier: Supplier): Order {
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
    const message = 'The body is not UTF-8 text. Send JSON encoded in UTF-8.'
    return err({ refusal: unreadable({ path: '', code: 'not-utf8', message }), named: NAMELESS })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const message = 'The body is not JSON. Send the order as one JSON object.'
    return err({ refusal: unreadable({ path: '', code: 'not-json', message }), named: NAMELESS })
  }
  const odd = oddities(text, EXACT)
  const [first, ...rest] = odd
    .filter(({ code }) => code !== 'inexact-number')
    .map(({ code, path }) => oddProblem(code, path))
  if (first) return err({ refusal: unreadable(first, ...rest), named: namedIn(value) })
  return ok({ value, inexact: odd.map(({ path }) => ({ path, code: 'quantity-inexact', message: INEXACT })) })
}

const EXACT: ReadonlySet<string> = new Set(['quantity_ordered'])
const INEXACT = 'The quantity has more digits than can be kept exactly. Use at most 15.'

const oddProblem = (code: string, path: string): Problem =>
  code === 'too-deep'
    ? {
        path,
        code: 'too-deep',
        message: 'The JSON nests deeper than any order does. Send the order as Apicbase writes it.',
      }
    : {
        path,
        code: 'duplicate-key',
        message: `${path} stands twice in the JSON, so it is unclear which one is meant. Keep one.`,
      }

const unreadable = (...problems: [Problem, ...Problem[]]): Refusal =>
  refusal(400, 'Not a readable JSON body', ...problems)

const unprocessable = (problems: readonly Problem[]): Refusal => {
  const unique = new Map(problems.map((one) => [`${one.path} ${one.code}`, one]))
  const [first, ...rest] = unique.values()
  if (!first) throw new Error('A refusal needs a problem.')
  return refusal(422, 'The order cannot be taken as it is', first, ...rest)
}

/** Read beside the schema, so that a past date is told together with whatever else is wrong. */
function pastDate(value: unknown, supplier: Supplier, now: number): Problem[] {
  const written = field(value, 'expected_delivery_date')
  const date = written === null ? null : deliveryDate(written, supplier)
  const today = localDate(now, supplier.timeZone)
  if (date === null || date >= today) return []
  return [
    {
      path: 'expected_delivery_date',
      code: 'date-past',
      message: `The delivery date ${date} is past. Choose ${today} or later.`,
      values: { date, today },
    },
  ]
}

const field = (value: unknown, name: string): string | null => {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
  return typeof found === 'string' ? found : null
}

const namedIn = (value: unknown): Named => {
  const key = (name: string): string | null => field(value, name)?.trim().toWellFormed() || null
  return { id: key('id'), number: key('order_number'), customer: key('supplier_customer_number') }
}

/** Midnight in the zone it was written in means that date; any other moment, the date at the supplier. */
function deliveryDate(written: string, supplier: Supplier): string | null {
  const moment = readMoment(written, supplier.source.zone)
  if (!moment) return null
  return moment.midnight || moment.instant === null ? moment.date : localDate(moment.instant, supplier.timeZone)
}

/** Of a day at the supplier: a date without a time must stay that date. */
const beginning = (date: string, { timeZone }: Supplier): number =>
  readMoment(`${date}T00:00:00`, timeZone)?.instant ?? Date.parse(`${date}T00:00:00Z`)

function toOrder(posted: PostedOrder, supplier: Supplier): Validated {
  const [first, ...rest] = posted.packages.map(toLine)
  const orderedOn = readMoment(posted.ordered_on, supplier.source.zone)
  if (!first || !orderedOn) throw new Error('A checked order lacks a line or a date.')
  const date = posted.expected_delivery_date ?? null
  const order: Order = {
    id: posted.id.trim(),
    number: posted.order_number.trim(),
    customer: posted.supplier_customer_number.trim(),
    orderedOn: localMoment(orderedOn.instant ?? beginning(orderedOn.date, supplier), supplier.timeZone),
    deliveryDate: date === null ? null : deliveryDate(date, supplier),
    remarks: (posted.order_remarks ?? '').toWellFormed(),
    person: posted.owned_by?.username?.toWellFormed() || null,
    lines: [first, ...rest],
    total: price(posted.theoretical_price),
  }
  return { order, remarks: [...halfCharacters(posted), ...unreadablePrices(posted, order), ...sumDifference(order)] }
}

const toLine = (posted: PostedOrder['packages'][number]): Line => ({
  article: posted.supplier_package.supplier_article_number.trim(),
  name: (posted.stock_item?.name ?? '').toWellFormed(),
  quantity: toDecimal(String(posted.quantity_ordered)) ?? '0',
  price: price(posted.supplier_package.theoretical_price_per_package),
  total: price(posted.total_theoretical_price),
})

/** As posted, zeros and all; null when it isn't a number, since only Apicbase could mend that. */
const price = (posted: string | number | null | undefined): string | null => {
  const text = posted === null || posted === undefined ? '' : String(posted).trim()
  return toDecimal(text) === null ? null : /e/i.test(text) ? toDecimal(text) : text.replace(/^\+/, '')
}

function halfCharacters(posted: PostedOrder): Problem[] {
  const wording: [string, string | null | undefined][] = [
    ['order_remarks', posted.order_remarks],
    ['owned_by.username', posted.owned_by?.username],
    ...posted.packages.map(({ stock_item }, at): [string, string | null | undefined] => [
      `packages[${at}].stock_item.name`,
      stock_item?.name,
    ]),
  ]
  return wording.flatMap(([path, text]) =>
    text == null || text.isWellFormed()
      ? []
      : [{ path, code: 'half-character', message: 'Half a character was replaced by U+FFFD.' } satisfies Problem],
  )
}

/** Such as `12,50`: no document can say it, and only Apicbase could mend it. */
function unreadablePrices(posted: PostedOrder, { lines, total }: Order): Problem[] {
  const paths = posted.packages.flatMap((line, at) => [
    ...(isDropped(line.supplier_package.theoretical_price_per_package, lines[at]?.price) ? [pricePath(at)] : []),
    ...(isDropped(line.total_theoretical_price, lines[at]?.total) ? [totalPath(at)] : []),
  ])
  if (isDropped(posted.theoretical_price, total)) paths.push('theoretical_price')
  return paths.map((path) => ({
    path,
    code: 'price-unreadable',
    message: 'The price is not a number, so that no document has it.',
  }))
}

const isDropped = (said: string | number | null | undefined, kept: string | null | undefined): boolean =>
  kept === null && String(said ?? '').trim() !== ''

/** The totals are theoretical: told, never refused. */
function sumDifference({ lines, total }: Order): Problem[] {
  const totals = lines.flatMap((line) => toDecimal(line.total ?? '') ?? [])
  const stated = toDecimal(total ?? '')
  if (stated === null || totals.length < lines.length) return []
  const added = sum(totals)
  if (added === stated) return []
  return [
    {
      path: 'theoretical_price',
      code: 'sum-differs',
      message: `The lines add up to ${added}, the order says ${stated}.`,
    },
  ]
}
