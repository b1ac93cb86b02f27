import { defangLinks, unlinkedSentence } from './unlinked.ts'

const SHOWN_LENGTH = 500

/** Line breaks and other controls; then characters that are invisible or turn the direction of the text. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const UNSEEN = /[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu

/** Most values need no replacement. This fast path keeps an order with thousands of problems quick to answer. */
const PLAIN = /^[\p{L}\p{N} _-]*$/u

/** A value of an order for a trusted text: on a single line, and without links. */
export const shown = (value: string, length = SHOWN_LENGTH): string =>
  value.length <= length && PLAIN.test(value) ? value : defangLinks(oneLine(value, length))

/** A sentence that may hold values of an order or a receiver's words: on a single line, without links to pages. */
export const shownSentence = (text: string, length: number): string => unlinkedSentence(oneLine(text, length))

const oneLine = (text: string, length: number): string =>
  text
    .slice(0, 10 * length)
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    .slice(0, length)
    .toWellFormed()
