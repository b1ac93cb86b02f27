import { DEPTH_LIMIT } from './python-form.ts'

/**
 * Reads JSON text as tokens, because parsing and writing it again loses what matters here: `1.0`, the order of keys, a key
 * that stands twice. Give it only text that `JSON.parse` accepts.
 */

/** A string, a number or literal, or one of `{ } [ ] , :`. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\],:"]+|[{}[\],:]/gs

const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_BRACKET = 91
const BACKSLASH = 92
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

/** What `JSON.parse` lets pass and we don't. */
interface Oddity {
  readonly code: 'duplicate-key' | 'too-deep' | 'inexact-number'
  /** As `packages[0].quantity_ordered`. */
  readonly path: string
}

/** From here on `JSON.parse` may round a number in silence. */
const EXACT_DIGITS = 15
/** Enough to mend a body by; a hostile one would make us list thousands. */
const DUPLICATE_LIMIT = 20

interface Level {
  /** Null in an array. */
  readonly keys: Set<string> | null
  key: string
  index: number
  /** The next string is a key. */
  keyNext: boolean
}

/** Keys that stand twice in one object (which would the supplier get?), nesting past any order's, numbers under an `exact` key that lose digits. */
export function oddities(text: string, exact: ReadonlySet<string>): Oddity[] {
  const found: Oddity[] = []
  let duplicates = 0
  const levels: Level[] = []
  let level: Level | undefined
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    switch (letter) {
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (levels.length >= DEPTH_LIMIT) return [...found, { code: 'too-deep', path: pathOf(levels) }]
        level = { keys: letter === OPEN_BRACE ? new Set() : null, key: '', index: 0, keyNext: letter === OPEN_BRACE }
        levels.push(level)
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        levels.pop()
        level = levels.at(-1)
        break
      case COMMA:
        if (!level) break
        level.index++
        level.keyNext = level.keys !== null
        break
      case QUOTE: {
        const end = stringEnd(text, at)
        if (level?.keys && level.keyNext) {
          level.key = plainString(text.slice(at, end))
          if (level.keys.has(level.key) && duplicates++ < DUPLICATE_LIMIT)
            found.push({ code: 'duplicate-key', path: pathOf(levels) })
          level.keys.add(level.key)
          level.keyNext = false
        }
        at = end - 1
        break
      }
      case COLON:
        if (level && exact.has(level.key) && isInexact(text, at + 1))
          found.push({ code: 'inexact-number', path: pathOf(levels) })
    }
  }
  return found
}

/** Where the string that begins here ends. A quote behind an odd number of backslashes is one of its characters. */
function stringEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); ; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return quote + 1
  }
}

const plainString = (token: string): string => (token.includes('\\') ? JSON.parse(token) : token.slice(1, -1))

const NUMBER = /\s*(-?\d[\d.eE+-]*)/y

function isInexact(text: string, from: number): boolean {
  NUMBER.lastIndex = from
  const number = NUMBER.exec(text)?.[1]
  return number !== undefined && significant(number) > EXACT_DIGITS
}

const significant = (number: string): number =>
  number
    .replace(/e.*$/i, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/(?<!0)0+$/, '').length

const pathOf = (levels: readonly Level[]): string =>
  levels.reduce((path, { keys, key, index }) => (keys ? (path ? `${path}.${key}` : key) : `${path}[${index}]`), '')

/**
 * The items of the array under a key of the outermost object, each as it stands in the text: so that what is kept of an
 * order read from a list is what was sent, digit for digit. Empty when there is no such array.
 */
export function itemsOf(text: string, key: string): string[] {
  const items: string[] = []
  let depth = 0
  let inside = false
  let start = -1
  let before = ''
  let named = ''
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']'
    if (closes) depth--
    if (inside && depth === 1 && token === ']') {
      if (start >= 0) items.push(text.slice(start, index).trim())
      return items
    }
    if (inside && depth === 2 && token === ',') {
      items.push(text.slice(start, index).trim())
      start = -1
    } else if (inside && start < 0) start = index
    if (depth === 1 && token === '[' && before === ':' && named === JSON.stringify(key)) inside = true
    if (depth === 1 && token === ':') named = before
    if (token === '{' || token === '[') depth++
    before = token
  }
  return items
}

/** Whether the text nests deeper than any honest one. Of text that isn't JSON it says anything, and never throws. */
export function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (quoted) {
      if (letter === BACKSLASH) at++
      else if (letter === QUOTE) quoted = false
    } else if (letter === QUOTE) quoted = true
    else if (letter === OPEN_BRACE || letter === OPEN_BRACKET) {
      if (++depth > limit) return true
    } else if (letter === CLOSE_BRACE || letter === CLOSE_BRACKET) depth--
  }
  return false
}
