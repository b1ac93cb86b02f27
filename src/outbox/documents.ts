import { deleteBlob, INTERCHANGE, type PieceOwner, readBlob, storeBlob } from './blobs.ts'
import { keyValues } from './key-values.ts'
import type { Sql } from './sql.ts'

/** A row that holds a body of a mebibyte has room for this. */
const MOST_BYTES_IN_VERSION = 65_536

/**
 * All documents, as a table with `metadata`. Compare the columns in a subquery: a join with another table would read
 * every row.
 */
export const DOCUMENTS = `(
  SELECT order_id, version, document_route AS route, document_metadata AS metadata FROM versions WHERE document_route IS NOT NULL
  UNION ALL SELECT order_id, version, route, metadata FROM blobs WHERE chunk = 0)`

/** Condition: the delivery `d` has a separate document, not only the document of an interchange. */
export const hasDocument = (d = 'd'): string => `EXISTS (
  SELECT 1 FROM ${DOCUMENTS} p WHERE p.order_id = ${d}.order_id AND p.version = ${d}.version AND p.route = ${d}.route)`

/** The metadata of the document of the delivery `d`, or of the document under another key; null without a document. */
export const documentMetadata = (orderId = 'd.order_id', version = 'd.version'): string => `(
  SELECT p.metadata FROM ${DOCUMENTS} p WHERE p.order_id = ${orderId} AND p.version = ${version} AND p.route = d.route)`

/**
 * Stores the document of a delivery. The first document of a version stands in the row of the version, and the
 * documents of other routes are blobs.
 */
export function storeDocument(sql: Sql, owner: PieceOwner, bytes: Uint8Array, metadata: string): void {
  const { orderId, version, route } = owner
  const fits = orderId !== INTERCHANGE && bytes.byteLength <= MOST_BYTES_IN_VERSION
  const isStored =
    fits &&
    sql.all(
      `UPDATE versions SET document_route = ?, document_metadata = ?, document = ?
       WHERE order_id = ? AND version = ? AND document_route IS NULL RETURNING version`,
      route,
      metadata,
      bytes,
      orderId,
      version,
    ).length === 1
  if (!isStored) storeBlob(sql, owner, bytes, metadata)
}

export function readDocument(
  sql: Sql,
  owner: PieceOwner,
): { bytes: Uint8Array<ArrayBuffer>; metadata: string | null } | null {
  const [row] = sql.all<{ bytes: Uint8Array<ArrayBuffer>; metadata: string }>(
    `SELECT document_metadata AS metadata, document AS bytes FROM versions
     WHERE order_id = ? AND version = ? AND document_route = ?`,
    ...keyValues(owner),
  )
  return row ?? readBlob(sql, owner)
}

/** Returns false when the delivery had no document. */
export function deleteDocument(sql: Sql, owner: PieceOwner): boolean {
  const rows = sql.all(
    `UPDATE versions SET document_route = NULL, document_metadata = NULL, document = NULL
     WHERE order_id = ? AND version = ? AND document_route = ? RETURNING version`,
    ...keyValues(owner),
  )
  return rows.length > 0 || deleteBlob(sql, owner)
}
