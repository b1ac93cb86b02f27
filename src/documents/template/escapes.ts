import type { Charset } from '../../text/charset.ts'
import { encodable } from '../../text/charset.ts'
import { isControl, isLoneSurrogate, repertoire } from '../characters/repertoire.ts'
import { escapeXml, scrub } from '../xml/writer.ts'

/** The way to escape a value in the text of a template. */
export type EscapeName = 'text' | 'xml' | 'html' | 'json' | 'none'

export type Escape = Readonly<ReturnType<typeof escapeFor>>

export function escapeFor(name: EscapeName, charset: Charset) {
  const has = carries[name](charset)
  return {
    /** The characters that wording may keep; other characters are respelled or replaced, with a warning. */
    wording: repertoire(`${name} in ${charset}`, has),
    /** The characters that keys may have: the characters of `wording`, without controls. */
    keys: repertoire(charset, (code) => !isControl(code) && has(code)),
    put: (value: string) => puts[name](value, charset),
  }
}

/** Excludes the two noncharacters that XML excludes too. Noncharacters of other planes are harmless. */
const isCharacter = (code: number): boolean =>
  !isLoneSurrogate(code) && code !== 0xfffe && code !== 0xffff && !isC1(code)
/** Receivers may end a record or a line at these characters. */
const isC1 = (code: number): boolean => (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029
const isXml = (code: number): boolean => scrub(String.fromCodePoint(code)) === String.fromCodePoint(code)

/** Markup and JSON can write a character that the character set lacks as a reference; plain text cannot. */
const carries: Readonly<Record<EscapeName, (charset: Charset) => (code: number) => boolean>> = {
  // A line break in a value would begin a line that the order's author could forge.
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
  /** Written between the quotes of the template. */
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
