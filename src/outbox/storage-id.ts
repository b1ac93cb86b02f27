import { readValue, writeValue } from './facts.ts'
import type { Sql } from './sql.ts'

const FACT = 'storage-id'
/** No supplier's name begins with this mark, so an id never equals a name from before storage had ids. */
const MARK = '~'

/**
 * The id of new storage, made from a random UUID: short, because every mailbox id and every link in a mail holds the
 * id.
 */
export const newStorageId = (uuid: string): string => `${MARK}${uuid.replaceAll('-', '').slice(-16)}`

/** Storage without an order, a counter or an interchange has named no document yet, so it can get a new id. */
export const isNewStorage = (sql: Sql): boolean =>
  readValue(sql, FACT) === null &&
  sql.all('SELECT 1 FROM orders UNION ALL SELECT 1 FROM counters UNION ALL SELECT 1 FROM interchanges LIMIT 1')
    .length === 0

/** Works before the storage is migrated. The table then has the earlier name. */
export function hasStorageId(sql: Sql): boolean {
  const [table] = sql.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('key_values', 'facts')",
  )
  return table !== undefined && sql.all(`SELECT 1 FROM ${table.name} WHERE name = ?`, FACT).length > 0
}

/**
 * Gives new storage an id, once. Storage from before ids built identities from the supplier's name, so that name stays
 * the id. A document under way then keeps its idempotency key through the upgrade.
 */
export function ensureStorageId(sql: Sql, supplier: string, fresh: string): void {
  if (readValue(sql, FACT) === null) writeValue(sql, FACT, isNewStorage(sql) ? fresh : supplier)
}

export function storageIdOf(sql: Sql): string {
  const id = readValue(sql, FACT)
  if (id === null) throw new Error('The storage has no id yet.')
  return id
}

/** The id in public identities; null for storage from before ids, whose identities stay unchanged. */
export const shownId = (storageId: string): string | null => (storageId.startsWith(MARK) ? storageId : null)

/** The seen cache's entry for an order, with the storage that had the order. */
export const hintOf = (digest: string, version: number, storageId: string | undefined) => {
  const shown = storageId === undefined ? null : shownId(storageId)
  return { digest, version, ...(shown === null ? {} : { storageId: shown }) }
}

/** Whether this storage has the order of a seen cache entry. An order in lost storage must not count as known. */
export const isOfStorage = (hint: { readonly storageId?: string }, storageId: string): boolean =>
  (hint.storageId ?? null) === shownId(storageId)

/**
 * The id of the storage that named the document of a row of `deliveries`: an export may have brought the row from
 * another storage.
 */
export const NAMED_BY = `coalesce(storage_id, (SELECT value FROM key_values WHERE name = '${FACT}'))`

/**
 * Resends, handovers and corrections are counted in names that receivers remember. A lost storage may have counted
 * further than its export says. Rows from an export therefore count on from the current time in seconds.
 */
export const countOn = (column: 'resend_count' | 'handover_count' | 'corrections', now: string): string =>
  `max(${column} + 1, iif(storage_id IS NULL, 0, CAST(${now} / 1000 AS INTEGER)))`
