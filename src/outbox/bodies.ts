import { BODY, MOST_BYTES_A_ROW, readBlob, storeBlob } from './blobs.ts'
import type { Sql } from './sql.ts'

/**
 * Stores a body that the row of its version cannot hold, and returns the value for the row. A long body is a blob, as
 * every body was before migration 11.
 */
export function bodyForRow(sql: Sql, orderId: string, version: number, body: Uint8Array): Uint8Array | null {
  if (version > 0 && body.byteLength <= MOST_BYTES_A_ROW) return body
  storeBlob(sql, { orderId, version, route: BODY }, body, null)
  return null
}

/** Stores the body of a version whose row exists already. Version 0 is a refused order, which has no row. */
export function storeBody(sql: Sql, orderId: string, version: number, body: Uint8Array): void {
  const inRow = bodyForRow(sql, orderId, version, body)
  if (inRow) sql.all('UPDATE versions SET body = ? WHERE order_id = ? AND version = ?', inRow, orderId, version)
}

/** The versions of order ?1 whose rows hold their bodies, as the owners of blobs. */
export const BODIES_IN_ROWS = `SELECT version, '${BODY}' AS route FROM versions WHERE order_id = ?1 AND body IS NOT NULL`

/** Whether the body is stored. The purge deletes the body of a version, also while later versions exist. */
export const hasBody = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all(
    `SELECT 1 FROM (${BODIES_IN_ROWS}) WHERE version = ?2
     UNION ALL SELECT 1 FROM blobs WHERE order_id = ?1 AND version = ?2 AND route = '${BODY}' AND chunk = 0`,
    orderId,
    version,
  ).length > 0

/** The raw body of a version. Version 0 is the body of a refused order. Null after the purge. */
export function readBody(sql: Sql, orderId: string, version: number): Uint8Array<ArrayBuffer> | null {
  const [row] = sql.all<{ body: Uint8Array<ArrayBuffer> | null }>(
    'SELECT body FROM versions WHERE order_id = ? AND version = ?',
    orderId,
    version,
  )
  return row?.body ?? readBlob(sql, { orderId, version, route: BODY })?.bytes ?? null
}
