import { pythonNumber } from './python-number.ts'
import { createPythonWriter } from './python-writer.ts'
import { utf8 } from './utf8.ts'

/** An order nests five levels. The limit leaves room for future fields. */
export const DEPTH_LIMIT = 32

const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const SMALL_U = 0x75
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** The tokens that may come next in the text. */
const VALUE = 0
const VALUE_OR_END = 1
const KEY = 2
const KEY_OR_END = 3
const AFTER_KEY = 4
const AFTER_VALUE = 5

/** Decimals of at most this length survive conversion to a double unchanged. */
const PLAIN_LENGTH = 15
/** An order has few numbers with an exponent, many digits or a leading zero. Each costs as much as a thousand bytes. */
const UNUSUAL_NUMBERS = 10_000

const LITERALS: readonly Uint8Array[] = ['true', 'false', 'null'].map(utf8)

/** The code unit of each short escape of JSON, by the byte after the backslash. */
const ESCAPED: ReadonlyMap<number, number> = new Map(
  [...'"\\/bfnrt'].map((letter) => [letter.charCodeAt(0), JSON.parse(`"\\${letter}"`).charCodeAt(0)]),
)

/**
 * Writes JSON text in the form of Python's `json.dumps` with defaults, which Apicbase's documentation signs. A single
 * pass over the bytes, in a fixed amount of memory. A part is valid only during the call of `sink`. Returns false for
 * bytes that are not JSON text, or that nest deeper than any order; `sink` may already have the beginning.
 */
export function writePythonForm(bytes: Uint8Array, sink: (part: Uint8Array) => void): boolean {
  const writer = createPythonWriter(sink)
  let at = 0
  let unusual = 0

  /** Reads an escape from the byte after the backslash. */
  function readEscape(): boolean {
    const letter = bytes[at] ?? 0
    const unit = letter === SMALL_U ? hexValue(bytes, at + 1) : ESCAPED.get(letter)
    if (unit === undefined) return false
    at += letter === SMALL_U ? 5 : 1
    writer.unit(unit)
    return true
  }

  function readWide(first: number): boolean {
    const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    let point = first & (0xff >> (length + 1))
    for (let next = 1; next < length; next++) {
      const byte = bytes[at + next] ?? 0
      if ((byte & 0xc0) !== 0x80) return false
      point = (point << 6) | (byte & 0x3f)
    }
    if (first < 0xc2 || first > 0xf4 || !isShortest(point, length)) return false
    at += length
    writer.escape(point)
    return true
  }

  /** Reads from the byte after the opening quote to the byte after the closing quote. */
  function readString(): boolean {
    writer.put(QUOTE)
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0
      if (byte > 0x7f) {
        if (!readWide(byte)) return false
        continue
      }
      at++
      if (byte === QUOTE) {
        writer.put(QUOTE)
        return true
      }
      if (byte === BACKSLASH) {
        if (!readEscape()) return false
      } else if (byte < SPACE) return false
      else if (byte === 0x7f) writer.escape(byte)
      else writer.put(byte)
    }
    return false
  }

  function readLiteral(): boolean {
    const literal = LITERALS.find(([first]) => first === bytes[at])
    if (!literal?.every((byte, next) => bytes[at + next] === byte)) return false
    writer.copy(bytes, at, at + literal.length)
    at += literal.length
    return true
  }

  /** Python writes integers and short decimals unchanged, except for trailing zeros. */
  function readNumber(): boolean {
    const from = at
    if (bytes[at] === MINUS) at++
    const isUsual = bytes[at] !== ZERO
    while (isDigit(bytes[at])) at++
    const point = at
    if (bytes[at] === POINT) at++
    while (isDigit(bytes[at])) at++
    const isWhole = at === point || at > point + 1
    if (isUsual && isWhole && at - from <= PLAIN_LENGTH && isDigit(bytes[at - 1]) && !isPartOfNumber(bytes[at])) {
      let end = at
      while (end > point + 2 && bytes[end - 1] === ZERO) end--
      writer.copy(bytes, from, end)
      return true
    }
    while (isPartOfNumber(bytes[at])) at++
    const isTooMuch = ++unusual > UNUSUAL_NUMBERS
    const written = isTooMuch ? null : pythonNumber(asciiText(bytes.subarray(from, at)))
    if (written === null) return false
    writer.text(written)
    return true
  }

  const isObject: boolean[] = []
  let expected = VALUE
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      at++
      continue
    }
    const isValueNext = expected === VALUE || expected === VALUE_OR_END
    switch (byte) {
      case QUOTE:
        at++
        if (!isValueNext && expected !== KEY && expected !== KEY_OR_END) return false
        if (!readString()) return false
        expected = isValueNext ? AFTER_VALUE : AFTER_KEY
        break
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (!isValueNext || isObject.length >= DEPTH_LIMIT) return false
        at++
        writer.put(byte)
        isObject.push(byte === OPEN_BRACE)
        expected = byte === OPEN_BRACE ? KEY_OR_END : VALUE_OR_END
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (expected !== AFTER_VALUE && expected !== (byte === CLOSE_BRACE ? KEY_OR_END : VALUE_OR_END)) return false
        if (isObject.pop() !== (byte === CLOSE_BRACE)) return false
        at++
        writer.put(byte)
        expected = AFTER_VALUE
        break
      case COMMA:
      case COLON:
        if (expected !== (byte === COMMA ? AFTER_VALUE : AFTER_KEY) || isObject.length === 0) return false
        at++
        writer.put(byte)
        writer.put(SPACE)
        expected = byte === COMMA && isObject.at(-1) ? KEY : VALUE
        break
      default:
        if (!isValueNext || !(byte === MINUS || isDigit(byte) ? readNumber() : readLiteral())) return false
        expected = AFTER_VALUE
    }
  }
  writer.flush()
  return expected === AFTER_VALUE && isObject.length === 0
}

/** The complete Python form of a text; null if the text is not JSON, or nests deeper than any order. */
export function pythonForm(text: string): string | null {
  let form = ''
  const isWritten = writePythonForm(utf8(text), (part) => {
    form += asciiText(part)
  })
  return isWritten ? form : null
}

const isDigit = (byte = 0): boolean => byte >= ZERO && byte <= 0x39

const isPartOfNumber = (byte = 0): boolean =>
  isDigit(byte) || byte === MINUS || byte === POINT || byte === 0x2b || (byte | 0x20) === 0x65

/** The value of four hexadecimal digits. */
function hexValue(bytes: Uint8Array, from: number): number | undefined {
  let value = 0
  for (let at = from; at < from + 4; at++) {
    const digit = HEX.indexOf(String.fromCharCode(bytes[at] ?? 0).toLowerCase())
    if (digit < 0) return undefined
    value = value * 16 + digit
  }
  return value
}

const HEX = '0123456789abcdef'

/** UTF-8 allows only the shortest encoding of a character, and no surrogates. */
const isShortest = (point: number, length: number): boolean =>
  length === 2 ||
  (length === 3 ? point >= 0x800 && (point < 0xd800 || point > 0xdfff) : point >= 0x10000 && point <= 0x10ffff)

const LATIN = new TextDecoder('latin1')
const asciiText = (bytes: Uint8Array): string => LATIN.decode(bytes)
