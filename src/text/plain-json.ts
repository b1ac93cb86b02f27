import { DEPTH_LIMIT } from './python-form.ts'

const QUOTE = 34
const COMMA = 44
const BACKSLASH = 92
const CLOSE_BRACE = 125
/** No character of JSON outside of strings is less, but white space. */
const SPACE = 32

/** No number of so few characters has too many digits. */
const SHORT_NUMBER = 15

interface Keys {
  readonly all: number
  /** Keys with the name whose numbers must be exact. */
  readonly exact: number
}

/**
 * Whether JSON text surely has none of the flaws of `oddities`: no duplicate key, no deep nesting, no long number under
 * the `exact` key. Nearly every body is plain, and the check costs a third of a reading of all tokens.
 *
 * Counts the keys twice. Each duplicate makes one key less in `value`, the result of `JSON.parse`. Quotes inside of
 * strings can only raise the count of the text. Equal counts therefore prove a text without duplicates.
 */
export function isPlainJson(text: string, value: unknown, exact: string): boolean {
  const written = writtenKeys(text, exact)
  if (written === null) return false
  const parsed = { all: 0, exact: 0 }
  return countKeys(value, exact, DEPTH_LIMIT, parsed) && written.all === parsed.all && written.exact === parsed.exact
}

/** Counts the colons behind a quote. Null for a key with an escape, and when an exact number may be too long. */
function writtenKeys(text: string, exact: string): Keys | null {
  const named = `"${exact}`
  const last = exact.charCodeAt(exact.length - 1)
  const keys = { all: 0, exact: 0 }
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let quote = colon - 1
    while (text.charCodeAt(quote) <= SPACE) quote--
    if (text.charCodeAt(quote) !== QUOTE) continue
    if (hasEscape(text, quote)) return null
    keys.all++
    if (text.charCodeAt(quote - 1) !== last || !text.startsWith(named, quote - named.length)) continue
    keys.exact++
    if (!isShort(text, colon + 1)) return null
  }
  return keys
}

/**
 * Whether the key that ends at this quote has an escape, or begins with an escaped quote. V8 misreads an escaped key
 * after objects of some shapes: `{"a":1,"\u0061":2}` became `{"a":1,"\\":2}` in V8 13.6.
 */
function hasEscape(text: string, quote: number): boolean {
  for (let at = quote - 1; at >= 0; at--) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) return true
    if (code === QUOTE) return text.charCodeAt(at - 1) === BACKSLASH
  }
  return false
}

function isShort(text: string, from: number): boolean {
  for (let at = from; at <= from + SHORT_NUMBER; at++) {
    const code = text.charCodeAt(at)
    if (code === COMMA || code === CLOSE_BRACE) return true
  }
  return false
}

/** False for a value that nests deeper than the limit. */
function countKeys(value: unknown, exact: string, depth: number, keys: { all: number; exact: number }): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  if (Array.isArray(value)) return value.every((item) => countKeys(item, exact, depth - 1, keys))
  for (const name in value) {
    keys.all++
    if (name === exact) keys.exact++
    if (!countKeys(Reflect.get(value, name), exact, depth - 1, keys)) return false
  }
  return true
}
