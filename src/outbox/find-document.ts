import { INTERCHANGE, isTransportStore } from './blobs.ts'
import { DOCUMENTS, readDocument } from './documents.ts'
import type { Sql } from './sql.ts'

/**
 * The document last written for a route; of the newest version that has a document, unless `version` is given. A
 * restored order has its shared document in its transport store.
 */
export function findDocument(sql: Sql, orderId: string, route: string, version: number | null) {
  if (isTransportStore(route)) return null
  const [newest] = sql.all<{ version: number; interchange: number | null; place: string }>(
    `SELECT version, NULL AS interchange, route AS place FROM ${DOCUMENTS}
     WHERE order_id = ?1 AND route IN (?2, ?2 || '/shared') AND (?3 IS NULL OR version = ?3)
     UNION ALL SELECT version, interchange, route FROM deliveries
     WHERE order_id = ?1 AND route = ?2 AND interchange > 0 AND (?3 IS NULL OR version = ?3)
     ORDER BY version DESC, interchange DESC, place LIMIT 1`,
    orderId,
    route,
    version,
  )
  const found =
    newest &&
    readDocument(
      sql,
      newest.interchange === null
        ? { orderId, version: newest.version, route: newest.place }
        : { orderId: INTERCHANGE, version: newest.interchange, route },
    )
  if (!newest || !found?.metadata) return null
  const { mediaType, fileName }: { mediaType: string; fileName: string } = JSON.parse(found.metadata)
  // A place in the transport store is of a restored order, whose document had several orders.
  const isShared = newest.interchange !== null || newest.place !== route
  return { bytes: found.bytes, mediaType, fileName, isShared }
}
