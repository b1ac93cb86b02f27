import { type Decimal, toDecimal } from '../../model/decimal.ts'
import type { Warning } from '../../model/document.ts'
import { type Digits, holdsDigits, isPlainNumber, type Path } from './elements.ts'

/**
 * Returns a theoretical price as an element holds the price, or null if there is no price to write. A price does not
 * change the goods: a price that does not fit is left out with a warning, and the order is sent.
 */
export function amount(posted: string | null, element: Digits, path: Path, warnings: Warning[]): Decimal | null {
  if (posted === null) return null
  const plain = isPlainNumber(posted) ? posted : toDecimal(posted)
  if (plain === null || !holdsDigits(plain, element)) {
    warnings.push({ path: path(), code: 'omitted', was: posted, became: '' })
    return null
  }
  if (plain !== posted) warnings.push({ path: path(), code: 'replaced', was: posted, became: plain })
  return plain
}
