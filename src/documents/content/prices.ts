import { type Decimal, divide, toDecimal } from '../../decimal.ts'
import type { Warning } from '../../document.ts'
import type { Line } from '../../order/order.ts'
import { amount } from './amounts.ts'
import { type Digits, holdsDigits, type Path, pricePath } from './elements.ts'

/** An amount, and how many of what the line counts it is for. */
interface Price {
  readonly amount: Decimal
  readonly per: Decimal
}

/** How many of what the line counts its price is for: six, where Apicbase counts cases and the supplier pieces. */
export const priceQuantity = ({ priceQuantity = '1' }: Line): Decimal => priceQuantity

/** The price as it was posted, beside the quantity that it is for; null when there is none to write. */
export function priceFor(
  line: Line,
  index: number,
  { amount: element, per: basis }: { readonly amount: Digits; readonly per: Digits },
  warnings: Warning[],
): Price | null {
  const per = priceQuantity(line)
  if (!holdsDigits(per, basis)) {
    const one = unitPrice(line, index, element, warnings)
    return one === null ? null : { amount: one, per: '1' }
  }
  const posted = amount(line.price, element, () => pricePath(index), warnings)
  return posted === null ? null : { amount: posted, per }
}

/**
 * The price of one, where an element has no quantity beside it; null when there is none to write. A third of a cent can't be
 * written, and a price that is nearly right would be a wrong one: it is left out and recorded, and the order goes.
 */
export function unitPrice(line: Line, index: number, element: Digits, warnings: Warning[]): Decimal | null {
  const { price: posted } = line
  const path: Path = () => pricePath(index)
  const per = priceQuantity(line)
  if (posted === null || per === '1') return amount(posted, element, path, warnings)
  const one = ofOne(posted, per)
  if (one === null || !holdsDigits(one, element)) {
    warnings.push({ path: path(), code: 'omitted', was: posted, became: '' })
    return null
  }
  if (one !== posted) warnings.push({ path: path(), code: 'replaced', was: posted, became: one })
  return one
}

/** Exactly, or null. */
export function ofOne(posted: string, per: Decimal): Decimal | null {
  const exact = toDecimal(posted)
  return exact === null ? null : divide(exact, per)
}
