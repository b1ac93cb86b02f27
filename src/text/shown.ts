import { defangLinks, unlinkedSentence } from './unlinked.ts'

const SHOWN_LENGTH = 500

/** Line breaks and other controls; then characters that show nothing or turn the direction of the text. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const UNSEEN = /[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu

/** Most values: nothing to replace, so that an order with thousands of faults is answered in time. */
const PLAIN = /^[\p{L}\p{N} _-]*$/u

/** A value of an order in a text that people trust: on one line, and no program makes a link of it. */
export const shown = (value: string, length = SHOWN_LENGTH): string =>
  value.length <= length && PLAIN.test(value) ? value : defangLinks(oneLine(value, length))

/** A sentence that may hold values of an order or a receiver's words: on one line, and without a link to a page. */
export const shownSentence = (text: string, length: number): string => unlinkedSentence(oneLine(text, length))

const oneLine = (text: string, length: number): string =>
  text
    .slice(0, 10 * length)
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    .slice(0, length)
    .toWellFormed()
