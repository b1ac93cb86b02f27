import type { Mailed } from '../../web/delivery-token.ts'
import type { Lease } from '../queue.ts'
import type { Sql } from '../sql.ts'
import { NAMED_BY, shownId } from '../storage-id.ts'
import { recordSentMessage } from './messages.ts'

/** Stores a mail's Message-ID for its delivery, because some servers return no other header in a bounce. */
export const keepMailName = (sql: Sql, lease: Lease, name: string, now: number): void =>
  recordSentMessage(sql, lease, name, null, now)

export function mailNamed(sql: Sql, route: string, name: string): Mailed | null {
  const [found] = sql.all<Omit<Mailed, 'storageId'> & { readonly storageId: string }>(
    `SELECT m.order_id AS orderId, m.version, m.document_revision AS documentRevision, ${NAMED_BY} AS storageId
     FROM sent_messages m JOIN deliveries d ON d.order_id = m.order_id AND d.version = m.version AND d.route = m.route
     WHERE m.id = ? AND m.route = ?`,
    name,
    route,
  )
  return found ? { ...found, storageId: shownId(found.storageId) } : null
}
