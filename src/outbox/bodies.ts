import { BODY, MOST_BYTES_A_ROW, readBlob, storeBlob } from './blobs.ts'
import type { Sql } from './sql.ts'

/** The body, if the row of its version can hold it. A longer body is a blob, as every body was before migration 11. */
export const bodyInRow = (body: Uint8Array): Uint8Array | null => (body.byteLength <= MOST_BYTES_A_ROW ? body : null)

/** Stores a body that the row of its version cannot hold. */
export function storeLongBody(sql: Sql, orderId: string, version: number, body: Uint8Array): void {
  if (bodyInRow(body) === null) storeBlob(sql, { orderId, version, route: BODY }, body, null)
}

/** Stores the body of a version whose row exists already. The body of a refused order has no such row. */
export function storeBody(sql: Sql, orderId: string, version: number, body: Uint8Array): void {
  if (version === 0) storeBlob(sql, { orderId, version, route: BODY }, body, null)
  else {
    sql.all('UPDATE versions SET body = ? WHERE order_id = ? AND version = ?', bodyInRow(body), orderId, version)
    storeLongBody(sql, orderId, version, body)
  }
}

/** The raw body of a version. Version 0 is the body of a refused order. Null after the purge. */
export function readBody(sql: Sql, orderId: string, version: number): Uint8Array<ArrayBuffer> | null {
  const [row] = sql.all<{ body: Uint8Array<ArrayBuffer> | null }>(
    'SELECT body FROM versions WHERE order_id = ? AND version = ?',
    orderId,
    version,
  )
  return row?.body ?? readBlob(sql, { orderId, version, route: BODY })?.bytes ?? null
}
