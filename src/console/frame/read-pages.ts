import { type Cursor, readCursor } from '../../api/merge-pages.ts'

/** Each page asks each supplier's outbox once, and a request may ask a limited number of times. */
const MOST_PAGES = 10

interface Page<T> {
  readonly items: readonly T[]
  readonly cursor: string | null
}

/** The first rows for a file. A page of a search may have fewer rows than wanted, and go on. */
export async function readPages<T>(
  most: number,
  from: Cursor,
  readPage: (limit: number, cursor: Cursor) => Promise<Page<T>>,
): Promise<T[]> {
  const rows: T[] = []
  let cursor: Cursor | null = from
  for (let page = 0; page < MOST_PAGES && cursor !== null && rows.length < most; page++) {
    const read: Page<T> = await readPage(most - rows.length, cursor)
    rows.push(...read.items)
    cursor = read.cursor === null ? null : readCursor(read.cursor)
  }
  return rows
}
