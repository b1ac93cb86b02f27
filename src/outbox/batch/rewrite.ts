import type { Purpose } from '../../model/document.ts'
import { deleteDocument } from '../documents.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'

/**
 * Deletes an outdated document, so that the next attempt writes a new one. The new document has its own number and
 * idempotency key, because the receiver may have refused the first.
 */
export function rewriteDocument(sql: Sql, { orderId, version, route }: DeliveryKey): void {
  if (!deleteDocument(sql, { orderId, version, route })) return
  sql.all(
    `UPDATE deliveries SET control_number = NULL, group_number = NULL, transport_state = NULL, document_revision = document_revision + 1, storage_id = NULL
     WHERE order_id = ? AND version = ? AND route = ?`,
    ...keyValues({ orderId, version, route }),
  )
}

/** Changes the purpose of a delivery. A changed purpose needs a new document. */
export function repurpose(sql: Sql, { orderId, version, route }: DeliveryKey, purpose: Purpose): void {
  const changed = sql.all(
    `UPDATE deliveries SET purpose = ? WHERE order_id = ? AND version = ? AND route = ? AND purpose <> ? RETURNING route`,
    purpose,
    ...keyValues({ orderId, version, route }),
    purpose,
  )
  if (changed.length > 0) rewriteDocument(sql, { orderId, version, route })
}
