const INTEGER = /^-?(?:0|[1-9]\d*)$/
const FLOAT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Python refuses to read an integer with more digits (`sys.set_int_max_str_digits`). */
const INTEGER_DIGITS = 4_300
/** Further characters do not change a double, and a long number costs time. */
const FLOAT_LENGTH = 4_300

/**
 * A JSON number as Python writes the number after reading. An integer keeps its digits. A number with a point or
 * exponent becomes a double, written by `repr`. Null for a token that is no JSON number, or that Python refuses.
 */
export function pythonNumber(token: string): string | null {
  if (INTEGER.test(token)) {
    if (token.length > INTEGER_DIGITS) return null
    return token === '-0' ? '0' : token
  }
  if (token.length > FLOAT_LENGTH || !FLOAT.test(token)) return null
  return pythonFloat(Number(token))
}

/** `repr` of a double: the shortest digits that read back, with an exponent below 1e-4 and from 1e16 on. */
function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 1e16) {
    const digits = String(value)
    return digits.includes('.') ? digits : `${digits}.0`
  }
  const [mantissa, exponent = ''] = value.toExponential().split('e')
  return `${mantissa}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`
}
