import { type Cursor, readCursor } from '../../api/merge-pages.ts'

/** Each page asks each supplier's outbox once, and a request may ask a limited number of times. */
const MOST_PAGES = 10

interface Page<T> {
  readonly items: readonly T[]
  readonly cursor: string | null
}

/** The first rows for a person. A page of a search may have fewer rows than wanted, and go on. */
export async function readPages<T>(
  most: number,
  from: Cursor,
  readPage: (limit: number, cursor: Cursor) => Promise<Page<T>>,
): Promise<Page<T>> {
  let found = await readPage(most, from)
  for (let page = 1; page < MOST_PAGES && found.cursor !== null && found.items.length < most; page++) {
    const { items, cursor } = await readPage(most - found.items.length, readCursor(found.cursor) ?? {})
    found = { items: [...found.items, ...items], cursor }
  }
  return found
}
