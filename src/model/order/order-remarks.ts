import { sum, toDecimal } from '../decimal.ts'
import type { Problem } from '../problem.ts'
import { isObject, memberOf } from './member.ts'
import type { Order } from './order.ts'
import type { PostedOrder } from './posted.ts'

/** Remarks on an order that are no reason for a refusal. */
export const orderRemarks = (posted: PostedOrder, order: Order): Problem[] => [
  ...wordingRemarks(posted),
  ...unreadablePrices(posted, order),
  ...sumDifference(order),
]

/** Checks each piece of wording, and each object that holds wording, by path. */
function wordingRemarks(posted: PostedOrder): Problem[] {
  const remarks = [
    ...remarksOn('order_remarks', posted.order_remarks),
    ...remarksWithin('owned_by', posted.owned_by, 'username'),
  ]
  for (const [at, { stock_item }] of posted.packages.entries()) {
    if (!isUsual(stock_item)) remarks.push(...remarksWithin(`packages[${at}].stock_item`, stock_item, 'name'))
  }
  return remarks
}

/** Nearly all of thousands of lines are correct: such lines need no path. */
const isUsual = (item: unknown): boolean => {
  const name = memberOf(item, 'name')
  return typeof name === 'string' && name.isWellFormed()
}

function remarksWithin(path: string, holder: unknown, name: string): Problem[] {
  if (holder === null || holder === undefined) return []
  return isObject(holder) ? remarksOn(`${path}.${name}`, memberOf(holder, name)) : [leftOut(path)]
}

function remarksOn(path: string, text: unknown): Problem[] {
  if (text === null || text === undefined) return []
  if (typeof text !== 'string') return [leftOut(path)]
  if (text.isWellFormed()) return []
  return [{ path, code: 'half-character', message: 'Half a character was replaced by U+FFFD.' }]
}

const leftOut = (path: string): Problem => ({
  path,
  code: 'left-out',
  message: 'It has a form that no order has. The delivery does not need it, so it was left out.',
})

/** Prices such as `12,50`: no document can hold such a price, and only Apicbase could fix the price. */
function unreadablePrices(posted: PostedOrder, { lines, total }: Order): Problem[] {
  const paths = posted.packages.flatMap((line, at) => [
    ...(isDropped(line.supplier_package.theoretical_price_per_package, lines[at]?.price)
      ? [`packages[${at}].supplier_package.theoretical_price_per_package`]
      : []),
    ...(isDropped(line.total_theoretical_price, lines[at]?.total) ? [`packages[${at}].total_theoretical_price`] : []),
  ])
  if (isDropped(posted.theoretical_price, total)) paths.push('theoretical_price')
  return paths.map((path) => ({
    path,
    code: 'price-unreadable',
    message: 'The price is not a number, so that no document has it.',
  }))
}

const isDropped = (posted: unknown, kept: string | null | undefined): boolean =>
  kept === null && (typeof posted === 'object' ? posted !== null : String(posted ?? '').trim() !== '')

/** The totals are theoretical: a difference is reported, never refused. */
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
