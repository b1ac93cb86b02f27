import { UNARCHIVED } from '../../alerts/kinds.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from '../alerts/raise-alert.ts'
import { readValue, writeValue } from '../facts.ts'
import { checkAgain, type PurgePlace, passOrder } from '../purge-round.ts'
import type { Sql } from '../sql.ts'

/**
 * Orders that cannot be exported, so that the archive leaves the orders out. The purge tries them again each day. One
 * such order must not stop the retention of all other orders.
 */

const NAME = 'unarchived'
/** Enough to know whether the incident has ended. */
const REMEMBERED = 100

/** Passes the order, and alerts the operator. */
export function leaveOut(ports: AlertPorts, { id, ...place }: PurgePlace & { readonly id: string }): void {
  const { sql } = ports
  sql.atomically(() => {
    checkAgain(sql, place.seq)
    passOrder(sql, place)
    write(sql, [...new Set([...leftOut(sql), id])].slice(0, REMEMBERED))
    raiseAlert(ports, { kind: 'archive', cause: UNARCHIVED, orderId: id, why: '' })
  })
}

/** Ends the incident when every remembered order is purged. Returns true at the end. */
export function endLeftOut(ports: AlertPorts): boolean {
  const { sql } = ports
  const before = leftOut(sql)
  const after = before.filter((id) => sql.all('SELECT 1 FROM orders WHERE id = ? AND purged_at IS NULL', id).length > 0)
  if (after.length === before.length) return false
  sql.atomically(() => {
    write(sql, after)
    if (after.length === 0) resolveAlert(ports, { kind: 'archive', cause: UNARCHIVED })
  })
  return after.length === 0
}

const leftOut = (sql: Sql): readonly string[] => JSON.parse(readValue(sql, NAME) ?? '[]')

const write = (sql: Sql, ids: readonly string[]): void => writeValue(sql, NAME, JSON.stringify(ids))
