import type { Charset } from '../../document.ts'
import { encodable } from '../../text/charset.ts'
import { isControl, isLoneSurrogate, type Repertoire, repertoire } from '../characters/repertoire.ts'
import { escapeXml, scrub } from '../xml/writer.ts'

/** How a value is kept in its place in a template's text. */
export type EscapeName = 'text' | 'xml' | 'html' | 'json' | 'none'

export interface Escape {
  /** The characters that wording may keep; the others are respelled or replaced, and recorded. */
  readonly wording: Repertoire
  /** The characters that keys may have: those of `wording`, without controls. */
  readonly keys: Repertoire
  readonly put: (value: string) => string
}

export function escapeFor(name: EscapeName, charset: Charset): Escape {
  const has = carries[name](charset)
  return {
    wording: repertoire(`${name} in ${charset}`, has),
    keys: repertoire(charset, (code) => !isControl(code) && has(code)),
    put: (value) => puts[name](value, charset),
  }
}

/** The two that XML lacks too. Their like in other planes is carried: nobody is misled by them. */
const isCharacter = (code: number): boolean =>
  !isLoneSurrogate(code) && code !== 0xfffe && code !== 0xffff && !isC1(code)
/** Some receivers end a record or a line at them. */
const isC1 = (code: number): boolean => (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029
const isXml = (code: number): boolean => scrub(String.fromCodePoint(code)) === String.fromCodePoint(code)

/** Marked-up text and JSON can name a character that the character set lacks; plain text can't. */
const carries: Readonly<Record<EscapeName, (charset: Charset) => (code: number) => boolean>> = {
  // A line break in a value would begin a line that the order's author made up.
  text: (charset) => (code) => !isControl(code) && isCharacter(code) && encodable(String.fromCodePoint(code), charset),
  none: (charset) => (code) => isCharacter(code) && encodable(String.fromCodePoint(code), charset),
  xml: () => isXml,
  html: () => isXml,
  json: () => isCharacter,
}

const puts: Readonly<Record<EscapeName, (value: string, charset: Charset) => string>> = {
  text: (value) => value,
  none: (value) => value,
  xml: (value, charset) => referring(escapeXml(value), charset, (code) => `&#${code};`),
  html: (value, charset) => referring(escapeXml(value), charset, (code) => `&#${code};`),
  /** Between the quotes that the template writes. */
  json: (value, charset) =>
    referring(JSON.stringify(value).slice(1, -1), charset, (_, units) =>
      units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join(''),
    ),
}

function referring(text: string, charset: Charset, refer: (code: number, units: readonly number[]) => string): string {
  if (charset === 'utf-8') return text
  return Array.from(text, (character) =>
    encodable(character, charset)
      ? character
      : refer(
          character.codePointAt(0) ?? 0,
          Array.from({ length: character.length }, (_, at) => character.charCodeAt(at)),
        ),
  ).join('')
}
