/** Whether a body has a text. `longer`: only as part of a longer text, as PO-1 is part of PO-10. */
export type Found = 'present' | 'longer' | 'absent'

/** A part of the text to find. A value may have escapes in the body, and must end where the text ends. */
export type TextPart = { readonly literal: string } | { readonly value: string }

/** A letter, a digit, a hyphen, an underscore, or an invisible sign. */
const INSIDE = String.raw`[\p{L}\p{M}\p{N}\p{Pd}\p{Pc}\p{Cf}]`
const ALPHANUMERIC = String.raw`[\p{L}\p{N}]`

/**
 * The text before a number that makes the number a part of a longer one: 2026/15 is not 15. A slash after a segment of a
 * path, as in /orders/PO-1, begins a number. A character reference of XML can be a digit.
 */
const CONTINUED = [
  INSIDE,
  String.raw`${ALPHANUMERIC}\.`,
  String.raw`(?<!\/\p{L}[^\s"'<>/]*)(?<=${ALPHANUMERIC}\\?)\/`,
  String.raw`\\`,
  '&#[xX]?[0-9a-fA-F]+;',
].join('|')

/** The text after a number that continues the number. A question mark releases a separator of EDIFACT. */
const CONTINUES = [INSIDE, '%', `[./]${ALPHANUMERIC}`, String.raw`\\(?!")`, '&#', String.raw`\?[+:'?]`].join('|')

/** The end of a cut body, where the next character decides. */
const CUT = String.raw`[./\\&?]?$`

/** Finds the text of these parts in a body. `isWhole`: the body has no more characters. */
export function findText(parts: readonly TextPart[], body: string, isWhole: boolean): Found {
  const text = parts.map((part) => ('value' in part ? escapedForms(part.value) : quoted(part.literal))).join('')
  const before = isValue(parts.at(0)) ? `(?<!${CONTINUED})` : ''
  const after = isValue(parts.at(-1)) ? `(?!${CONTINUES}${isWhole ? '' : `|${CUT}`})` : ''
  if (new RegExp(before + text + after, 'u').test(body)) return 'present'
  return new RegExp(text, 'u').test(body) ? 'longer' : 'absent'
}

const isValue = (part: TextPart | undefined): boolean => part !== undefined && 'value' in part

/** Each character as itself, as JSON escapes the character (RFC 8259 §7), or as XML does (XML 1.0 §4.1). */
export const escapedForms = (value: string): string => Array.from(value, formsOf).join('')

function formsOf(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  const json = units.map((unit) => `\\\\u${anyCase(unit.toString(16).padStart(4, '0'))}`).join('')
  const point = character.codePointAt(0) ?? 0
  const xml = `&#(?:0*${point}|x0*${anyCase(point.toString(16))});`
  return `(?:${[quoted(character), json, xml, ...(SHORT[character] ?? []).map(quoted)].join('|')})`
}

/** The shorter escapes. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  '/': ['\\/'],
  '\\': ['\\\\'],
  '"': ['\\"', '&quot;'],
  "'": ['&apos;'],
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
}

const anyCase = (hex: string): string => hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
