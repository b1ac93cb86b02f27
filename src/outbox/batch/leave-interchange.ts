import { hasDocument } from '../documents.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'

/**
 * The delivery left a shared document and is sent separately, in another document, because the other members must not
 * be sent again.
 */
const LEAVES = `interchange = 0, interchange_position = NULL, control_number = NULL, group_number = NULL, transport_state = NULL, document_revision = document_revision + 1, storage_id = NULL`

/**
 * Takes one order out of its interchange; a manual action changes no other member. `mark`: the document may have
 * arrived, so the next document says possible repeat.
 */
export function sendSeparately(sql: Sql, { orderId, version, route }: DeliveryKey, mark: boolean): void {
  sql.all(
    `UPDATE deliveries SET ${LEAVES}, possible_repeat = max(possible_repeat, ?)
     WHERE order_id = ? AND version = ? AND route = ? AND interchange > 0`,
    mark ? 1 : 0,
    ...keyValues({ orderId, version, route }),
  )
}

/** The delivery has a control number and no document, because its shared document was not restored. */
export function leaveShared(sql: Sql, { orderId, version, route }: DeliveryKey): void {
  sql.all(
    `UPDATE deliveries AS d SET ${LEAVES}, possible_repeat = 1
     WHERE order_id = ?1 AND version = ?2 AND route = ?3 AND control_number IS NOT NULL AND NOT ${hasDocument()}`,
    ...keyValues({ orderId, version, route }),
  )
}

/** A person sends the delivery now, without waiting for a batch. */
export function skipBatchWait(sql: Sql, { orderId, version, route }: DeliveryKey): void {
  sql.all(
    `UPDATE deliveries AS d SET interchange = 0
     WHERE order_id = ?1 AND version = ?2 AND route = ?3 AND state = 'waiting' AND interchange IS NULL AND reached = 'no'
     AND NOT ${hasDocument()}`,
    ...keyValues({ orderId, version, route }),
  )
}

/** Splits the interchanges of a route that cannot be sent again unchanged; the members that must be sent leave them. */
export function partBroken(sql: Sql, route: string): void {
  sql.all(
    `UPDATE deliveries SET ${LEAVES}, possible_repeat = iif(reached = 'maybe', 1, possible_repeat)
     WHERE ${GOES_AGAIN} AND interchange IN (
       SELECT m.interchange FROM deliveries m WHERE ${GOES_AGAIN} GROUP BY m.interchange
       HAVING count(*) < (SELECT orders FROM interchanges WHERE seq = m.interchange))`,
    route,
  )
}

const GOES_AGAIN = `route = ?1 AND next_at IS NOT NULL AND interchange > 0 AND state IN ('waiting', 'deferred', 'uncertain', 'refused')`
