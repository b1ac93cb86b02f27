/** The start of the next page, for each supplier. Opaque to the caller. */
export type Cursor = Readonly<Record<string, number>>

/** A row of a supplier's outbox. `at` is ISO 8601, UTC. */
interface Row<T> {
  readonly seq: number
  readonly at: string
  readonly item: T
}

interface SupplierRows<T> {
  readonly name: string
  /** Newest first, with the first row of the next page. */
  readonly rows: readonly Row<T>[]
  /** The place before which the outbox goes on; null when no row is left. */
  readonly next: number | null
}

interface Merged<T> {
  readonly items: readonly T[]
  /** Null on the last page. A page that is not full may have a cursor: a search reads a bounded number of rows. */
  readonly cursor: string | null
}

/**
 * Merges the rows of several suppliers, newest first. Keeps a supplier's rows in the sequence of the outbox, because the
 * next page starts after the last row shown. A row may have an earlier time than the next row.
 */
export function mergePages<T>(pages: readonly SupplierRows<T>[], limit: number, cursor: Cursor): Merged<T> {
  const merged = pages
    .flatMap(({ name, rows }) => rows.map((row, at) => ({ name, ...row, since: latest(rows.slice(at)) })))
    .sort((a, b) => b.since.localeCompare(a.since) || a.name.localeCompare(b.name) || b.seq - a.seq)
  const page = merged.slice(0, limit)
  const ends = pages.map(({ name, rows, next }): [string, number | undefined] => {
    const shown = page.filter((row) => row.name === name)
    return [name, shown.length === rows.length ? (next ?? END) : (shown.at(-1)?.seq ?? cursor[name])]
  })
  const isMore = merged.length > limit || pages.some(({ next }) => next !== null)
  return {
    items: page.map(({ item }) => item),
    cursor: isMore ? btoa(JSON.stringify({ ...cursor, ...Object.fromEntries(ends) })) : null,
  }
}

/** No row has a place before the first place. */
const END = 0

const latest = (rows: readonly Row<unknown>[]): string =>
  rows
    .map(({ at }) => at)
    .sort()
    .at(-1) ?? ''

/** Null for a text that no answer gave. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return {}
  try {
    const value: unknown = JSON.parse(atob(text))
    return typeof value === 'object' && value !== null && Object.values(value).every((at) => typeof at === 'number')
      ? (value as Cursor)
      : null
  } catch {
    return null
  }
}
