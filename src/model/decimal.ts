/**
 * Exact decimal arithmetic on strings. Apicbase sends prices as strings with more decimals than money has, and a
 * float would order 0.30000000000000004 kg. A `Decimal` is normalised: no leading zeros, no trailing zeros after the
 * point, no exponent, no `-0`.
 */
export type Decimal = string

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

/** Most numbers arrive in this form and need no work. */
const NORMALISED = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/

/** At most ten digits, four after the point. */
const SHORT = /^\d{1,6}(?:\.\d{1,4})?$/
const SHORT_SCALE = 4

/** A price with endless digits could use up the time limit of an order. */
const LONGEST = 1_000

/**
 * Returns the normalised decimal in `text`. Returns null for other text: `''`, `1,5`, `.5`, `NaN`, an exponent past
 * 999, more than 1000 characters.
 */
export function toDecimal(text: string): Decimal | null {
  if (text.length > LONGEST) return null
  if (NORMALISED.test(text) && text !== '-0') return text
  const match = PLAIN.exec(text.trim())
  if (!match) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const shifted = shift(whole + fraction, fraction.length - Number(exponent))
  return sign === '-' && shifted !== '0' ? `-${shifted}` : shifted
}

export const add = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(scaleOf(a), scaleOf(b))
  return fromScaled(scaled(a, scale) + scaled(b, scale), scale)
}

export const sum = (values: readonly Decimal[]): Decimal => {
  // A float holds the sum of half a million such numbers exactly, and adds ten times as fast as a `bigint`.
  if (values.length < 5e5 && values.every((value) => SHORT.test(value))) {
    const total = values.reduce((running, value) => running + Math.round(Number(value) * 10 ** SHORT_SCALE), 0)
    return fromScaled(BigInt(total), SHORT_SCALE)
  }
  const scale = values.reduce((most, value) => Math.max(most, scaleOf(value)), 0)
  return fromScaled(
    values.reduce((total, value) => total + scaled(value, scale), 0n),
    scale,
  )
}

export const multiply = (a: Decimal, b: Decimal): Decimal => {
  const [left, right] = [scaleOf(a), scaleOf(b)]
  return fromScaled(scaled(a, left) * scaled(b, right), left + right)
}

/** Divides exactly. Null for an endless decimal, such as a third, and for a division by zero. */
export function divide(a: Decimal, b: Decimal): Decimal | null {
  const [left, right] = [scaleOf(a), scaleOf(b)]
  const above = scaled(a, left) * 10n ** BigInt(right)
  const below = scaled(b, right) * 10n ** BigInt(left)
  if (below === 0n) return null
  const shared = greatestCommonDivisor(above < 0n ? -above : above, below < 0n ? -below : below)
  const rest = (below < 0n ? -below : below) / shared
  const places = Math.max(...[2n, 5n].map((prime) => timesIn(rest, prime)))
  if (10n ** BigInt(places) % rest !== 0n) return null
  const scaledUp = (above / shared) * (10n ** BigInt(places) / rest)
  return fromScaled(below < 0n ? -scaledUp : scaledUp, places)
}

function timesIn(value: bigint, prime: bigint): number {
  let times = 0
  for (let left = value; left % prime === 0n; left /= prime) times++
  return times
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [greater, less] = [a, b]
  while (less !== 0n) [greater, less] = [less, greater % less]
  return greater === 0n ? 1n : greater
}

/** Negative, zero or positive, when `a` is less than, equal to or greater than `b`. */
export const compare = (a: Decimal, b: Decimal): number => {
  const scale = Math.max(scaleOf(a), scaleOf(b))
  const difference = scaled(a, scale) - scaled(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const isWhole = (a: Decimal): boolean => scaleOf(a) === 0

const scaleOf = (a: Decimal): number => {
  const point = a.indexOf('.')
  return point < 0 ? 0 : a.length - point - 1
}

const scaled = (a: Decimal, scale: number): bigint => BigInt(a.replace('.', '') + '0'.repeat(scale - scaleOf(a)))

const fromScaled = (value: bigint, scale: number): Decimal =>
  value < 0n ? `-${shift(String(-value), scale)}` : shift(String(value), scale)

/** Moves the point `scale` places to the left (to the right when negative) and normalises. */
function shift(digits: string, scale: number): Decimal {
  const padded = scale < 0 ? digits + '0'.repeat(-scale) : digits.padStart(scale + 1, '0')
  const point = padded.length - Math.max(scale, 0)
  const whole = padded.slice(0, point).replace(/^0+(?=\d)/, '')
  const fraction = padded.slice(point).replace(/0+$/, '')
  return fraction ? `${whole}.${fraction}` : whole
}
