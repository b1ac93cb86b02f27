import { type Decimal, toDecimal } from '../../decimal.ts'
import type { Warning } from '../../document.ts'
import { type Digits, holdsDigits, isPlainNumber, type Path } from './elements.ts'

/**
 * A theoretical price as an element holds it, or null when there is none to write. A price is what Apicbase expects to
 * pay, not what is ordered: one that doesn't fit is left out and recorded, and the order goes.
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
