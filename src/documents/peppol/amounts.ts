import { add, compare, type Decimal, multiply, sum, toDecimal } from '../../model/decimal.ts'
import type { Warning } from '../../model/document.ts'
import type { Line, Order } from '../../model/order/order.ts'
import { type Digits, holdsDigits, type Path, pricePath, totalPath } from '../content/elements.ts'
import { priceQuantity } from '../content/prices.ts'

/** Price and amount of a line. R024 allows neither without the other. */
export interface LineAmounts {
  readonly price: string
  /** The quantity that the price is for. */
  readonly per: string
  readonly total: string
}

interface OrderAmounts {
  readonly lines: readonly (LineAmounts | null)[]
  readonly total: string | null
}

const AMOUNT: Digits = { kind: 'number', max: 18 }
/** The tolerance of R024. */
const SLACK = '0.02'
const JUST_UNDER = '0.0199'

/**
 * The amounts of an order that Peppol's rules accept. A single wrong cent makes an access point refuse the whole order,
 * and a computed amount would not be the buyer's. Amounts that do not add up are left out with a warning, and the order
 * is sent.
 */
export function peppolAmounts(order: Order, warnings: Warning[]): OrderAmounts {
  const lines = order.lines.map((line, index) => {
    const amounts = lineAmounts(line)
    if (amounts === null) {
      leaveOut(line.price, () => pricePath(index), warnings)
      leaveOut(line.total, () => totalPath(index), warnings)
      return null
    }
    record(line.price, amounts.price, () => pricePath(index), warnings)
    record(line.total, amounts.total, () => totalPath(index), warnings)
    return amounts
  })
  return { lines, total: orderTotal(order, lines, warnings) }
}

/**
 * Returns price and amount if quantity times price, divided by the base quantity, is the amount (R024), neither is
 * negative (R005), and the amount is in cents (R028).
 */
function lineAmounts(line: Line): LineAmounts | null {
  const price = carried(line.price)
  const total = inCents(line.total)
  const per = priceQuantity(line)
  if (price === null || total === null || !holdsDigits(per, AMOUNT)) return null
  // Multiplies by the base quantity to avoid a division. The rules divide, and a division can lose the last digit.
  const product = multiply(exact(line.quantity), exact(price))
  const off = add(product, negated(multiply(exact(total), per)))
  const most = per === '1' ? SLACK : multiply(JUST_UNDER, per)
  return compare(off, most) <= 0 && compare(off, negated(most)) >= 0 ? { price, per, total } : null
}

/** R008 compares the total with the sum of the line amounts to the cent. */
function orderTotal(order: Order, lines: OrderAmounts['lines'], warnings: Warning[]): string | null {
  const total = inCents(order.total)
  const ofLines = lines.flatMap((line) => (line === null ? [] : [exact(line.total)]))
  if (total === null || ofLines.length === 0 || exact(total) !== sum(ofLines)) {
    leaveOut(order.total, () => 'theoretical_price', warnings)
    return null
  }
  record(order.total, total, () => 'theoretical_price', warnings)
  return total
}

const PLAIN = /^(?:0|[1-9]\d*)(?:\.\d+)?$/

/** Not below zero, and in the posted spelling if that is plain. */
function carried(posted: string | null): string | null {
  const plain = posted === null || PLAIN.test(posted) ? posted : toDecimal(posted)
  return plain !== null && PLAIN.test(plain) && holdsDigits(plain, AMOUNT) ? plain : null
}

/** With at most two decimals; drops only zeros. */
function inCents(posted: string | null): string | null {
  const plain = carried(posted)
  const match = plain === null ? null : /^(\d+)(?:\.(\d{1,2})(0*))?$/.exec(plain)
  return match && (match[3] ? `${match[1]}.${match[2]}` : plain)
}

const exact = (plain: string): Decimal => toDecimal(plain) ?? '0'

const negated = (value: Decimal): Decimal => multiply(value, '-1')

function leaveOut(was: string | null, path: Path, warnings: Warning[]): void {
  if (was !== null) warnings.push({ path: path(), code: 'omitted', was, became: '' })
}

function record(was: string | null, became: string, path: Path, warnings: Warning[]): void {
  if (was !== null && was !== became) warnings.push({ path: path(), code: 'replaced', was, became })
}
