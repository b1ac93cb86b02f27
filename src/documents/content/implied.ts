import type { Decimal } from '../../model/decimal.ts'

/** Returns the digits of `value` with an implied decimal mark before the last `places` digits; null if inexact. */
export function impliedDecimal(value: Decimal, places: number): string | null {
  const point = value.indexOf('.')
  const whole = point < 0 ? value : value.slice(0, point)
  const posted = point < 0 ? '' : value.slice(point + 1)
  const fraction = posted.endsWith('0') ? posted.replace(/(?<!0)0+$/, '') : posted
  if (whole.startsWith('-') || fraction.length > places) return null
  const digits = whole + fraction.padEnd(places, '0')
  return digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits
}
