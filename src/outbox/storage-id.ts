import { readValue, writeValue } from './facts.ts'
import type { Sql } from './sql.ts'

const FACT = 'storage-id'
/** No supplier's name begins so: names from before storage had ids must not be taken for one. */
const MARK = '~'

/** The id of storage that begins now, of a random UUID: short, because every mailbox id and link in a mail holds it. */
export const newStorageId = (uuid: string): string => `${MARK}${uuid.replaceAll('-', '').slice(-16)}`

/** Storage without an order, a counter or an interchange has named nothing yet, so its identities are all to come. */
export const isNewStorage = (sql: Sql): boolean =>
  readValue(sql, FACT) === null &&
  sql.all('SELECT 1 FROM orders UNION ALL SELECT 1 FROM counters UNION ALL SELECT 1 FROM interchanges LIMIT 1')
    .length === 0

/** May be asked before the storage is migrated. */
export function hasStorageId(sql: Sql): boolean {
  const tables = sql.all("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'facts'")
  return tables.length > 0 && readValue(sql, FACT) !== null
}

/**
 * Gives storage its id, once. Storage from before ids made its identities of the supplier's name, so that name stays its id: a
 * document under way keeps its key through the upgrade.
 */
export function ensureStorageId(sql: Sql, supplier: string, fresh: string): void {
  if (readValue(sql, FACT) === null) writeValue(sql, FACT, isNewStorage(sql) ? fresh : supplier)
}

export function storageIdOf(sql: Sql): string {
  const id = readValue(sql, FACT)
  if (id === null) throw new Error('The storage has no id yet.')
  return id
}

/** The id as identities show it; null for storage from before ids, whose identities look as they always did. */
export const shownId = (storageId: string): string | null => (storageId.startsWith(MARK) ? storageId : null)

/** What KV remembers of an order, with the storage that had it. */
export const hintOf = (digest: string, version: number, storageId: string | undefined) => {
  const shown = storageId === undefined ? null : shownId(storageId)
  return { digest, version, ...(shown === null ? {} : { storageId: shown }) }
}

/** Whether this storage has what KV remembers: of an order in storage that was lost, KV must not say that it is known. */
export const isOfStorage = (hint: { readonly storageId?: string }, storageId: string): boolean =>
  (hint.storageId ?? null) === shownId(storageId)

/** The id of the storage that named the document of a row of `deliveries`: an export may have brought it from another one. */
export const NAMED_BY = `coalesce(storage_id, (SELECT value FROM facts WHERE name = '${FACT}'))`

/**
 * What a person has sent once more is counted in names that receivers remember. A lost storage may have counted further than its
 * export says, so what an export brought counts on from the time, in seconds.
 */
export const countOn = (column: 'resent' | 'round' | 'corrections', now: string): string =>
  `max(${column} + 1, iif(storage_id IS NULL, 0, CAST(${now} / 1000 AS INTEGER)))`
