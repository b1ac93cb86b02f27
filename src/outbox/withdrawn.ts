import { writeValue } from './facts.ts'
import type { Sql } from './sql.ts'

/**
 * Requests that were withdrawn before they arrived. Their senders got an error, so the outbox must not store a request
 * that arrives later. No clock decides this, because the Worker and the object have different clocks.
 */
const PREFIX = 'withdrawn:'
/** The first name after all names with the prefix. */
const AFTER_PREFIX = 'withdrawn;'

/** A call never arrives later than this. */
const KEPT_MS = 86_400_000

/** The name of the value that says so. */
export const withdrawnName = (request: string): string => PREFIX + request

export function keepWithdrawn(sql: Sql, request: string, now: number): void {
  sql.all(
    'DELETE FROM key_values WHERE name > ? AND name < ? AND CAST(value AS INTEGER) < ?',
    PREFIX,
    AFTER_PREFIX,
    now - KEPT_MS,
  )
  writeValue(sql, withdrawnName(request), String(now))
}
