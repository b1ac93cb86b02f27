import type { CatalogueChange, CatalogueChanges, CatalogueKind } from '../../profile/catalogue.ts'
import type { Actor } from '../actions/action.ts'
import type { Sql } from '../sql.ts'

/** A step in the history of a number. The newest step counts. */
export interface CatalogueEntry {
  readonly version: number
  readonly kind: CatalogueKind
  readonly key: string
  /** The row that counts from this version on; null when the configuration's row counts again. */
  readonly row: CatalogueChange['row']
  /** The version that this row took back; null for an entry. */
  readonly undoes: number | null
  readonly at: number
  readonly by: string
  readonly note: string | null
  /** The order that was the occasion. */
  readonly orderId: string | null
}

/** The person who enters a row, and the order that was the occasion. */
export interface EntryActor extends Actor {
  readonly orderId?: string | undefined
}

interface Stored extends Omit<CatalogueEntry, 'row'> {
  readonly entry: string | null
}

const SELECT = 'SELECT version, kind, key, entry, undoes, at, by, note, order_id AS orderId FROM catalogue_entries'

const read = ({ entry, ...stored }: Stored): CatalogueEntry => ({
  ...stored,
  row: entry === null ? null : JSON.parse(entry),
})

/** Oldest first. */
export const historyOf = (sql: Sql, kind: CatalogueKind, key: string): CatalogueEntry[] =>
  sql.all<Stored>(`${SELECT} WHERE kind = ? AND key = ? ORDER BY version`, kind, key).map(read)

/** The newest row of each number that people ever entered. */
export const newestEntries = (sql: Sql, kind: CatalogueKind): CatalogueEntry[] =>
  sql
    .all<Stored>(
      `${SELECT} WHERE version IN (SELECT max(version) FROM catalogue_entries WHERE kind = ? GROUP BY key) ORDER BY key`,
      kind,
    )
    .map(read)

const versionOf = (sql: Sql): number =>
  sql.all<{ version: number | null }>('SELECT max(version) AS version FROM catalogue_entries')[0]?.version ?? 0

/** The changes since a version; all changes when the storage does not know that version. */
export function changesSince(sql: Sql, version: number): CatalogueChanges {
  const isKnown = sql.all('SELECT 1 FROM catalogue_entries WHERE version = ?', version).length > 0
  const rows = sql.all<{ kind: CatalogueKind; key: string; entry: string | null }>(
    `SELECT kind, key, entry FROM catalogue_entries WHERE version IN (
       SELECT max(version) FROM catalogue_entries WHERE version > ? GROUP BY kind, key) ORDER BY version`,
    isKnown ? version : 0,
  )
  const changes = rows.map(({ kind, key, entry }) => ({
    ...{ kind, key, row: entry === null ? null : JSON.parse(entry) },
  }))
  return { catalogueVersion: versionOf(sql), since: isKnown ? version : null, changes }
}

/**
 * Stores an entry and returns its version. `at`: when the person made the entry. A version is at least the time in milliseconds, so that lost storage that
 * begins again never gives out a version twice.
 */
export function storeEntry(
  sql: Sql,
  { kind, key, row }: CatalogueChange,
  { by, note, orderId }: EntryActor,
  now: number,
  { undoes = null, at = now }: { readonly undoes?: number | null; readonly at?: number } = {},
): number {
  const version = Math.max(versionOf(sql) + 1, now)
  sql.all(
    'INSERT INTO catalogue_entries (version, kind, key, entry, undoes, at, by, note, order_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    version,
    kind,
    key,
    row === null ? null : JSON.stringify(row),
    undoes,
    at,
    by,
    note ?? null,
    orderId ?? null,
  )
  return version
}

/** The entries that no undo took back, in the given sequence. */
export function standingEntries<E extends Pick<CatalogueEntry, 'version' | 'undoes'>>(history: readonly E[]): E[] {
  const undone = new Set(history.map(({ undoes }) => undoes))
  return history.filter(({ version, undoes }) => undoes === null && !undone.has(version))
}

/** The newest entry for one of an order's numbers. */
export const newestEntryFor = (sql: Sql, customer: string, articles: readonly string[]): CatalogueEntry | null => {
  const [newest] = sql.all<Stored>(
    `${SELECT} WHERE entry IS NOT NULL AND ((kind = 'customer' AND key = ?) OR
       (kind = 'article' AND key IN (SELECT value FROM json_each(?)))) ORDER BY version DESC LIMIT 1`,
    customer,
    JSON.stringify(articles),
  )
  return newest ? read(newest) : null
}
