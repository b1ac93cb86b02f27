import { concatBytes } from '../text/concat-bytes.ts'
import { keyValues } from './key-values.ts'
import type { Sql } from './sql.ts'

/** Well under the 2 MB that a row may hold. */
export const MOST_BYTES_A_ROW = 1_048_576

/** Route name of raw bodies that no row of `versions` holds. Documents are stored under the name of their route. */
export const BODY = ''

/** Reserved order id. Blobs under this id are interchange documents, keyed by interchange number. */
export const INTERCHANGE = ''

export interface PieceOwner {
  readonly orderId: string
  readonly version: number
  /** BODY, a route's name, or a name in a route's transport store: `erp/compressed`. */
  readonly route: string
}

/** No route name contains a slash. */
export const isTransportStore = (route: string): boolean => route.includes('/')

/** Stores all chunks or none, because half a document must never be found and sent. */
export function storeBlob(sql: Sql, owner: PieceOwner, bytes: Uint8Array, metadata: string | null): void {
  const count = Math.max(1, Math.ceil(bytes.byteLength / MOST_BYTES_A_ROW))
  const storePiece = (piece: number): void => {
    sql.all(
      'INSERT INTO blobs (order_id, version, route, chunk, metadata, bytes) VALUES (?, ?, ?, ?, ?, ?)',
      ...keyValues(owner),
      piece,
      piece === 0 ? metadata : null,
      bytes.subarray(piece * MOST_BYTES_A_ROW, (piece + 1) * MOST_BYTES_A_ROW),
    )
  }
  // Nearly every blob has a single chunk, and a single statement needs no transaction.
  if (count === 1) storePiece(0)
  else
    sql.atomically(() => {
      for (let piece = 0; piece < count; piece++) storePiece(piece)
    })
}

/** Returns false when no blob existed. */
export const deleteBlob = (sql: Sql, { orderId, version, route }: PieceOwner): boolean =>
  sql.all('DELETE FROM blobs WHERE order_id = ? AND version = ? AND route = ? RETURNING chunk', orderId, version, route)
    .length > 0

export function readBlob(
  sql: Sql,
  owner: PieceOwner,
): { bytes: Uint8Array<ArrayBuffer>; metadata: string | null } | null {
  const rows = sql.all<{ metadata: string | null; bytes: Uint8Array<ArrayBuffer> }>(
    'SELECT metadata, bytes FROM blobs WHERE order_id = ? AND version = ? AND route = ? ORDER BY chunk',
    ...keyValues(owner),
  )
  const [first] = rows
  if (!first) return null
  if (rows.length === 1) return first
  return { bytes: concatBytes(...rows.map(({ bytes }) => bytes)), metadata: first.metadata }
}
