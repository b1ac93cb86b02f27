import { type Decimal, divide, toDecimal } from '../../model/decimal.ts'
import type { Warning } from '../../model/document.ts'
import type { Line } from '../../model/order/order.ts'
import { amount } from './amounts.ts'
import { type Digits, holdsDigits, type Path, pricePath } from './elements.ts'

/** An amount, and the quantity that the amount is for, in units of the line. */
interface Price {
  readonly amount: Decimal
  readonly per: Decimal
}

/** The quantity that the line's price is for: six if Apicbase counts cases of six and the supplier counts pieces. */
export const priceQuantity = ({ priceQuantity = '1' }: Line): Decimal => priceQuantity

/** The posted price and the quantity that the price is for; null if there is no price to write. */
export function priceFor(
  line: Line,
  index: number,
  { amount: element, per: basis }: { readonly amount: Digits; readonly per: Digits },
  warnings: Warning[],
): Price | null {
  const per = priceQuantity(line)
  if (!holdsDigits(per, basis)) {
    const single = unitPrice(line, index, element, warnings)
    return single === null ? null : { amount: single, per: '1' }
  }
  const posted = amount(line.price, element, () => pricePath(index), warnings)
  return posted === null ? null : { amount: posted, per }
}

/**
 * The price of a single unit, for an element without a price quantity; null if there is no price to write. A price with
 * endless decimals has no exact form, and a rounded price would be wrong. Such a price is left out with a warning, and
 * the order is sent.
 */
export function unitPrice(line: Line, index: number, element: Digits, warnings: Warning[]): Decimal | null {
  const { price: posted } = line
  const path: Path = () => pricePath(index)
  const per = priceQuantity(line)
  if (posted === null || per === '1') return amount(posted, element, path, warnings)
  const single = ofOne(posted, per)
  if (single === null || !holdsDigits(single, element)) {
    warnings.push({ path: path(), code: 'omitted', was: posted, became: '' })
    return null
  }
  if (single !== posted) warnings.push({ path: path(), code: 'replaced', was: posted, became: single })
  return single
}

/** Returns the exact price of a single unit, or null. */
export function ofOne(posted: string, per: Decimal): Decimal | null {
  const exact = toDecimal(posted)
  return exact === null ? null : divide(exact, per)
}
