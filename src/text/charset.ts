/** The character sets that a receiver may ask for. `steps/render` encodes. */
export type Charset = 'us-ascii' | 'iso-8859-1' | 'iso-8859-15' | 'windows-1252' | 'utf-8'

/** Encodes text in the five character sets that receivers require. `TextEncoder` writes only UTF-8. */

const WINDOWS_1252_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** ISO 8859-15 replaces eight characters of ISO 8859-1 with these. */
const LATIN_9 = new Map([
  ['€', 0xa4],
  ['Š', 0xa6],
  ['š', 0xa8],
  ['Ž', 0xb4],
  ['ž', 0xb8],
  ['Œ', 0xbc],
  ['œ', 0xbd],
  ['Ÿ', 0xbe],
])
const LATIN_9_TAKEN = new Set(LATIN_9.values())

/** The byte of each character that does not keep its number. The five undefined bytes of windows-1252 are left out. */
const WINDOWS_1252 = new Map(
  [...WINDOWS_1252_HIGH].flatMap((character, index) =>
    character.charCodeAt(0) < 0xa0 ? [] : [[character, 0x80 + index] as const],
  ),
)

/** Whether `charset` has a byte sequence for a character (a code point). */
export function encodable(character: string, charset: Charset): boolean {
  const code = character.codePointAt(0) ?? 0
  return charset === 'utf-8' ? code < 0xd800 || code > 0xdfff : byteOf(code, character, charset) >= 0
}

/** Throws on a character outside `charset`. The format has already replaced such characters, so the error is a bug. */
export function encode(text: string, charset: Charset): Uint8Array<ArrayBuffer> {
  if (charset === 'utf-8') return utf8(text)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const byte = code < 0x80 ? code : byteOf(code, text.charAt(index), charset)
    if (byte < 0) throw unencodable(text, index, charset)
    bytes[index] = byte
  }
  return bytes
}

function byteOf(code: number, character: string, charset: Exclude<Charset, 'utf-8'>): number {
  if (code < 0x80) return code
  switch (charset) {
    case 'us-ascii':
      return -1
    case 'iso-8859-1':
      return code < 0x100 ? code : -1
    case 'iso-8859-15':
      return code < 0x100 && !LATIN_9_TAKEN.has(code) ? code : (LATIN_9.get(character) ?? -1)
    case 'windows-1252':
      return code >= 0xa0 && code < 0x100 ? code : (WINDOWS_1252.get(character) ?? -1)
  }
}

/** Written by hand: this file uses no platform API. Throws on a lone surrogate; `TextEncoder` would write U+FFFD. */
function utf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 3)
  let end = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0
    if (code < 0x80) {
      bytes[end++] = code
    } else if (code < 0x800) {
      bytes[end++] = 0xc0 | (code >> 6)
      bytes[end++] = 0x80 | (code & 0x3f)
    } else if (code < 0x10000) {
      if (code >= 0xd800 && code <= 0xdfff) throw unencodable(text, index, 'utf-8')
      bytes[end++] = 0xe0 | (code >> 12)
      bytes[end++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[end++] = 0x80 | (code & 0x3f)
    } else {
      bytes[end++] = 0xf0 | (code >> 18)
      bytes[end++] = 0x80 | ((code >> 12) & 0x3f)
      bytes[end++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[end++] = 0x80 | (code & 0x3f)
      index++
    }
  }
  return bytes.slice(0, end)
}

/** Reports position and code point, not the text: order contents never reach a log. */
function unencodable(text: string, index: number, charset: Charset): Error {
  const code = (text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return new Error(`U+${code} at ${index} has no place in ${charset}`)
}
