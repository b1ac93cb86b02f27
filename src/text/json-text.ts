import { DEPTH_LIMIT } from './python-form.ts'

/**
 * Reads JSON text as tokens. Parsing and rewriting would lose details that matter here: `1.0`, the order of keys,
 * duplicate keys. Requires text that `JSON.parse` accepts.
 */

const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

/** The position of the next string, or of the next of `{ } [ ] , :` outside of strings; at the end the text's length. */
function nextToken(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
      case COMMA:
      case COLON:
      case OPEN_BRACE:
      case CLOSE_BRACE:
      case OPEN_BRACKET:
      case CLOSE_BRACKET:
        return at
    }
  }
  return text.length
}

const tokenEnd = (text: string, at: number): number => (text.charCodeAt(at) === QUOTE ? stringEnd(text, at) : at + 1)

/** The end of the string that begins here. A quote after an odd number of backslashes is part of the string. */
function stringEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); ; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return quote + 1
  }
}

/** A flaw that `JSON.parse` accepts and the gateway refuses. */
interface Oddity {
  readonly code: 'duplicate-key' | 'too-deep' | 'inexact-number'
  /** Such as `packages[0].quantity_ordered`. */
  readonly path: string
}

/** Above this number of digits `JSON.parse` may silently round a number. */
const EXACT_DIGITS = 15
/** Enough problems to fix a body. A hostile body could cause thousands. */
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
  for (let at = nextToken(text, 0), end: number; at < text.length; at = nextToken(text, end)) {
    const code = text.charCodeAt(at)
    end = tokenEnd(text, at)
    switch (code) {
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (levels.length >= DEPTH_LIMIT) return [...found, { code: 'too-deep', path: pathOf(levels) }]
        level = { keys: code === OPEN_BRACE ? new Set() : null, key: '', index: 0, keyNext: code === OPEN_BRACE }
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
      case QUOTE:
        if (!level?.keys || !level.keyNext) break
        level.key = plainString(text.slice(at, end))
        if (level.keys.has(level.key) && duplicates++ < DUPLICATE_LIMIT)
          found.push({ code: 'duplicate-key', path: pathOf(levels) })
        level.keys.add(level.key)
        level.keyNext = false
        break
      case COLON:
        if (level && exact.has(level.key) && isInexact(text, end))
          found.push({ code: 'inexact-number', path: pathOf(levels) })
    }
  }
  return found
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
 * The items of the array under a key of the outermost object, each with its exact text. The stored order has the same
 * digits as the sent order. Empty if there is no such array.
 */
export function itemsOf(text: string, key: string): string[] {
  const items: string[] = []
  const wanted = JSON.stringify(key)
  let depth = 0
  let string = ''
  let name = ''
  let start: number | null = null
  for (let at = nextToken(text, 0), end: number; at < text.length; at = nextToken(text, end)) {
    const code = text.charCodeAt(at)
    end = tokenEnd(text, at)
    if (depth === 1) {
      if (code === QUOTE) string = text.slice(at, end)
      if (code === COLON) name = string
      if (code === OPEN_BRACKET && name === wanted) start = end
    }
    if (depth === 2 && start !== null && (code === COMMA || code === CLOSE_BRACKET)) {
      const item = text.slice(start, at).trim()
      if (item !== '') items.push(item)
      start = end
      if (code === CLOSE_BRACKET) return items
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--
  }
  return items
}
