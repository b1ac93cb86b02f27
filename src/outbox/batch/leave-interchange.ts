import type { DeliveryKey } from '../due.ts'
import type { Sql } from '../sql.ts'

/** It stands in a document with others, and goes again by itself: in another document, since the others must not. */
const LEAVES = `interchange = 0, place = NULL, control_number = NULL, group_number = NULL, progress = NULL, writing = writing + 1, storage_id = NULL`

/** What a person does to one order does nothing to those that went with it. `mark`: it may have arrived, and then says so. */
export function sendSeparately(sql: Sql, { orderId, version, route }: DeliveryKey, mark: boolean): void {
  sql.all(
    `UPDATE deliveries SET ${LEAVES}, repeat = max(repeat, ?)
     WHERE order_id = ? AND version = ? AND route = ? AND interchange > 0`,
    mark ? 1 : 0,
    orderId,
    version,
    route,
  )
}

/** It has a number and no document: that held other orders as well, and is not here. */
export function leaveShared(sql: Sql, { orderId, version, route }: DeliveryKey): void {
  sql.all(
    `UPDATE deliveries SET ${LEAVES}, repeat = 1
     WHERE order_id = ?1 AND version = ?2 AND route = ?3 AND control_number IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM pieces p WHERE p.order_id = ?1 AND p.version = ?2 AND p.route = ?3)`,
    orderId,
    version,
    route,
  )
}

/** It waits for others to go with it, and a person would have it go now. */
export function skipBatchWait(sql: Sql, { orderId, version, route }: DeliveryKey): void {
  sql.all(
    `UPDATE deliveries SET interchange = 0
     WHERE order_id = ?1 AND version = ?2 AND route = ?3 AND state = 'waiting' AND interchange IS NULL AND reached = 'no'
     AND NOT EXISTS (SELECT 1 FROM pieces p WHERE p.order_id = ?1 AND p.version = ?2 AND p.route = ?3)`,
    orderId,
    version,
    route,
  )
}

/** Of a route, what an interchange that can't go again as it was has left to be sent. */
export function partBroken(sql: Sql, route: string): void {
  sql.all(
    `UPDATE deliveries SET ${LEAVES}, repeat = iif(reached = 'maybe', 1, repeat)
     WHERE route = ? AND interchange > 0 AND ${GOES_AGAIN} AND (
       SELECT count(*) FROM deliveries m WHERE m.interchange = deliveries.interchange AND ${GOES_AGAIN.replaceAll('state', 'm.state')})
       < (SELECT orders FROM interchanges WHERE seq = deliveries.interchange)`,
    route,
  )
}

const GOES_AGAIN = `state IN ('waiting', 'deferred', 'uncertain', 'refused')`
