import { dayMark } from './day-mark.ts'

/** A row holds at most 2 MB. A longer order can be found only by its first articles. */
const LIMIT = 500_000

/** The text by which people find an order: the names of the order, the delivery day and the articles. */
export const searchText = (
  names: readonly (string | null)[],
  deliveryDate: string | null,
  articles: readonly string[] = [],
): string =>
  plainText(
    [...new Set([...names, deliveryDate === null ? null : dayMark(deliveryDate), ...articles])]
      .filter((key) => key !== null && key !== '')
      .join('\n'),
  ).slice(0, LIMIT)

/** SQLite ends a text at NUL, and has no lone surrogate. */
export const plainText = (text: string): string => text.toLowerCase().toWellFormed().replaceAll('\0', '\ufffd')
