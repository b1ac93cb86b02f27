import { DEPTH_LIMIT } from './python-form.ts'

/**
 * Reads JSON text as tokens. Parsing and rewriting would lose details that matter here: `1.0`, the order of keys,
 * duplicate keys. Requires text that `JSON.parse` accepts.
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

/** A flaw that `JSON.parse` accepts and the gateway refuses. */
interface Oddity {
  readonly code: 'duplicate-key' | 'too-deep' | 'inexact-number'
  /** Such as `packages[0].quantity_ordered`. */
  readonly path: string
}

/** Above this number of digits `JSON.parse` may silently round a number. */
const EXACT_DIGITS = 15
/** Enough problems to fix a body; a hostile body could cause thousands. */
const DUPLICATE_LIMIT = 20

interface Level {
  /** Null in an array. */
  readonly keys: Set<string> | null
  key: string
  index: number
  /** Whether the next string is a key. */
  keyNext: boolean
}

/**
 * Finds duplicate keys in an object (ambiguous for the supplier), excessive nesting, and numbers under an `exact` key
 * that would lose digits.
 */
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

/** The end of the string that begins here. A quote after an odd number of backslashes is part of the string. */
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
 * The items of the array under a key of the outermost object, each with its exact text: the stored order has the same
 * digits as the sent order. Empty if there is no such array.
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

/** Whether the text nests deeper than `limit`. Text that is not JSON gives an arbitrary answer. Never throws. */
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
