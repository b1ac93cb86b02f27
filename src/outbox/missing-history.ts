import { DAY_MS } from '../model/day.ts'
import type { Actor } from './actions/action.ts'
import { recordEvent } from './actions/actions.ts'
import { type AlertPorts, raiseAlert } from './alerts/raise-alert.ts'
import type { EarlierHistory, OutboxRecord } from './earlier-history.ts'
import { readValue, writeValue } from './facts.ts'
import type { Sql } from './sql.ts'
import { isNewStorage } from './storage-id.ts'

const MISSING = 'missing-history'
const RECORDED = 'recorded'

/**
 * Runs in the transaction that gives new storage its id, because later the outbox cannot tell whether the storage was
 * new.
 */
export function noteMissingHistory(sql: Sql, earlier: EarlierHistory | null): boolean {
  if (earlier === null || readValue(sql, MISSING) !== null || !isNewStorage(sql)) return false
  writeValue(sql, MISSING, JSON.stringify(earlier))
  return true
}

/**
 * The orders that this outbox should have and does not have. Null when the outbox has all orders, or after a person let
 * it begin anew.
 */
export function missingHistory(sql: Sql): EarlierHistory | null {
  const kept = readValue(sql, MISSING)
  return kept === null ? null : JSON.parse(kept)
}

/**
 * Whether history is missing, for the accept of each order. Only the opening of an outbox finds that history is missing,
 * so an outbox that opened with all orders reads no row.
 */
export function watchMissingHistory(sql: Sql): () => boolean {
  const wasMissing = missingHistory(sql) !== null
  return () => wasMissing && missingHistory(sql) !== null
}

/**
 * A person has dealt with the earlier orders, so the outbox sends orders from now on. Returns false when no history was
 * missing.
 */
export function beginAnew(sql: Sql, actor: Actor, now: number): boolean {
  const wasMissing = sql.all('DELETE FROM key_values WHERE name = ? RETURNING name', MISSING).length > 0
  if (wasMissing) recordEvent(sql, 'begin', actor, null, null, now)
  return wasMissing
}

/**
 * The lost storage may have sent this order, so a release sends a possible repeat. `among: 'many'`, because a poll may
 * bring the orders of weeks at once and the order desk needs one message.
 */
export function askWithoutHistory(alertPorts: AlertPorts, orderId: string, version: number): void {
  const earlier = missingHistory(alertPorts.sql)
  if (!earlier) return
  alertPorts.sql.all('UPDATE deliveries SET possible_repeat = 1 WHERE order_id = ? AND version = ?', orderId, version)
  const { cause, supplier, before, now } = earlier
  const why = { says: `history-${cause}`, supplier, before: before ?? '', now: now ?? '' } as const
  raiseAlert(alertPorts, { kind: 'held', cause: 'history-missing', orderId, version, why, among: 'many' })
}

/**
 * Whether the record outside must be written: its content changed, or no write happened today. The record outside may
 * be lost.
 */
export function recordDue(sql: Sql, record: OutboxRecord, now: number): boolean {
  if (missingHistory(sql) !== null || sql.all('SELECT 1 FROM orders WHERE version > 0 LIMIT 1').length === 0)
    return false
  return readValue(sql, RECORDED) !== onDay(record, now)
}

export const noteRecorded = (sql: Sql, record: OutboxRecord, now: number): void =>
  writeValue(sql, RECORDED, onDay(record, now))

/** The record says that the orders were moved, so it is stored anew once the supplier is configured again. */
export const forgetRecorded = (sql: Sql): void => {
  sql.all('DELETE FROM key_values WHERE name = ?', RECORDED)
}

const onDay = (record: OutboxRecord, now: number): string => JSON.stringify([record, Math.floor(now / DAY_MS)])
