import type { Warning } from '../../model/document.ts'
import type { Line, Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fitWording } from '../characters/wording.ts'
import { type Digits, pricePath, type Wording } from '../content/elements.ts'
import { impliedDecimal } from '../content/implied.ts'
import { fitName } from '../content/line-name.ts'
import { unitPrice } from '../content/prices.ts'
import { lineRemarks } from '../content/remarks.ts'
import { articlesOf } from '../content/tables.ts'
import type { Put } from '../delimited/segments.ts'
import { CAPITALS } from './transmission.ts'

/** OQTY and OUCT: fifteen digits with an implied decimal mark. */
const DIGITS = 15
const COUNT = /^\d{1,15}$/
const MEASURE_DECIMALS = 3
const COST_DECIMALS = 4
const PRICE: Digits = { kind: 'number', max: DIGITS }
const DESCRIPTION: Wording = { kind: 'wording', max: 40, parts: 2, padded: true }
const DUN_14 = 14
/** GNAR: four in the DIN, and four in each later DNA. A DNB after a line has four too. */
export const NARRATIVES = 4
export const REMARKS: Wording = { kind: 'wording', max: 40, parts: NARRATIVES * 100, padded: true }

type Article = NonNullable<Supplier['articles']>[number]

/** Writes an OLD for each line. Remarks of the line follow, if lines have remarks. */
export function writeLines(order: Order, supplier: Supplier, warnings: Warning[], put: Put): void {
  const articles = articlesOf(order, supplier)
  for (const [index, line] of order.lines.entries()) {
    const row = articles.get(line)
    const name = fitName(line, index, DESCRIPTION, CAPITALS, warnings)
    const cost = costOf(line, index, supplier, warnings)
    // UNOR is 1: Apicbase counts packages, and only the supplier knows the pieces in a package.
    const quantity = quantityOf(line, row) ?? ''
    if (row?.gtin) put`OLD=${index + 1}+${productOf(line.article, row.gtin)}+++1+${quantity}+${cost}+++${name}`
    else put`OLD=${index + 1}+:${line.article}+++1+${quantity}+${cost}+++${name}`
    writeRemarks(lineRemarks(order, supplier, index), index, warnings, put)
  }
}

function writeRemarks(remarks: string, index: number, warnings: Warning[], put: Put): void {
  const texts = fitWording(remarks, REMARKS, CAPITALS, () => 'order_remarks', warnings)
  for (let start = 0; start < texts.length; start += NARRATIVES)
    put`DNB=${index + 1}+${start / NARRATIVES + 1}+++${texts.slice(start, start + NARRATIVES)}`
}

const productOf = (article: string, gtin: string): readonly string[] =>
  gtin.length === DUN_14 ? ['', article, gtin] : [gtin, article]

/**
 * OQTY, or null if not exact. Packages are counted. Fractions, and all articles sold by weight, are measured with three
 * decimals. So an article sold by weight is never counted in one order and measured in the next.
 */
export function quantityOf({ quantity }: Line, row: Article | undefined): readonly string[] | string | null {
  if (row?.weighted !== true && COUNT.test(quantity)) return quantity
  const digits = impliedDecimal(quantity, MEASURE_DECIMALS)
  if (digits === null || digits.length > DIGITS || (row?.weighted !== true && !quantity.includes('.'))) return null
  return ['', digits, row?.unit ?? '']
}

/**
 * OUCT, or empty. TRADACOMS has no code for a theoretical cost, and a supplier who matches costs would stop the order.
 * So the cost is written only if the supplier treats prices as net.
 */
function costOf(line: Line, index: number, supplier: Supplier, warnings: Warning[]): string {
  if (supplier.price !== 'net') return ''
  const before = warnings.length
  const price = unitPrice(line, index, PRICE, warnings)
  if (price === null || line.price === null) return ''
  const digits = impliedDecimal(price, COST_DECIMALS)
  if (digits !== null && digits.length <= DIGITS) return digits
  warnings.splice(before)
  warnings.push({ path: pricePath(index), code: 'omitted', was: line.price, became: '' })
  return ''
}
