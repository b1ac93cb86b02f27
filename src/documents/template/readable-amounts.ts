import { orderWording } from '../../../templates/order-words.ts'
import { divide } from '../../model/decimal.ts'

import type { Line } from '../../model/order/order.ts'
import type { DateLanguage } from '../../text/date-words.ts'
import { localNumber } from '../../text/local-number.ts'

/** Codes that mean a piece in several code lists. */
const PIECES: ReadonlySet<string> = new Set(['EA', 'C62', 'H87'])

/** A quantity as a clerk says it: `60 kg`, `1 piece`. A unit that only the supplier knows stays as the table has it. */
export function amountText(quantity: string, unit: string | null, language: DateLanguage): string {
  const number = localNumber(quantity, language)
  return unit === null ? number : `${number} ${unitWord(unit, quantity, language)}`
}

/** The quantity in the packages that the chef ordered: `12 × 5 kg`. Null if the packages are the unit. */
export function packagesText(
  { quantity, priceQuantity }: Line,
  unit: string | null,
  language: DateLanguage,
): string | null {
  const packages = priceQuantity === undefined || priceQuantity === '1' ? null : divide(quantity, priceQuantity)
  if (packages === null || priceQuantity === undefined) return null
  return `${localNumber(packages, language)} × ${amountText(priceQuantity, unit, language)}`
}

/** The word for a unit, else the unit. UN/ECE Recommendation 21 writes a package code with an X before it. */
export function unitWord(unit: string, quantity: string, language: DateLanguage): string {
  const units: Readonly<Record<string, { readonly one: string; readonly many: string }>> = orderWording[language].units
  const code = PIECES.has(unit) ? 'PCE' : /^X[A-Z]{2}$/.test(unit) ? unit.slice(1) : unit
  const found = Object.hasOwn(units, code) ? units[code] : undefined
  return found?.[quantity === '1' ? 'one' : 'many'] ?? unit
}
