import type { Sql } from './sql.ts'

/**
 * The requests that brought a version's content, except withdrawn requests, whose sender got an error. While a request
 * is left, its sender has a 2xx or will get a 2xx; with an empty list, no sender has.
 */

/** A withdrawal comes within half a minute, so older requests need no separate entry. */
const REMEMBERED = 50

/** A list as stored. */
export const serialiseRequests = (requests: readonly string[]): string => JSON.stringify(requests.slice(-REMEMBERED))

/** Returns true for a new request. The Worker's second call of one request is not new. */
export function addRequest(sql: Sql, orderId: string, version: number, request: string): boolean {
  const known = requestsOf(sql, orderId).find((known) => known.version === version)?.requests ?? []
  if (known.includes(request)) return false
  write(sql, orderId, version, [...known, request])
  return true
}

/** A refusal from before this answer may be stored later than the answer. */
export function noteRepeated(sql: Sql, orderId: string, version: number, now: number): void {
  sql.all('UPDATE versions SET repeated_at = ? WHERE order_id = ? AND version = ?', now, orderId, version)
}

/** Whether a version has its content from this request. */
export const isStoredRequest = (sql: Sql, { orderId, requestId }: { orderId: string; requestId: string }): boolean =>
  sql.all('SELECT 1 FROM versions WHERE order_id = ? AND first_request = ?', orderId, requestId).length > 0 ||
  requestsOf(sql, orderId).some(({ requests }) => requests.includes(requestId))

/** Condition of a row of `versions`, for `isUnconfirmed`. */
export const UNCONFIRMED = "requests = '[]' AND status <> 'cancelled'"

/**
 * Whether no sender of this content has a 2xx, and no person has confirmed the version. A cancellation has no sender
 * and is therefore never unconfirmed.
 */
export const isUnconfirmed = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all(`SELECT 1 FROM versions WHERE order_id = ? AND version = ? AND ${UNCONFIRMED}`, orderId, version).length > 0

/** A person confirms in place of a sender that has no 2xx. */
export function confirmByPerson(sql: Sql, orderId: string, version: number): void {
  if (isUnconfirmed(sql, orderId, version)) write(sql, orderId, version, ['a person'])
}

/**
 * The version that the request brought, and whether another request still confirms the version. Null for an unknown
 * request.
 */
export function removeRequest(sql: Sql, orderId: string, request: string): { version: number; stands: boolean } | null {
  const found = requestsOf(sql, orderId).find(({ requests }) => requests.includes(request))
  if (!found) return null
  const left = found.requests.filter((known) => known !== request)
  write(sql, orderId, found.version, left)
  return { version: found.version, stands: left.length > 0 }
}

function requestsOf(sql: Sql, orderId: string): { version: number; requests: string[] }[] {
  const rows = sql.all<{ version: number; requests: string }>(
    'SELECT version, requests FROM versions WHERE order_id = ? ORDER BY version DESC',
    orderId,
  )
  return rows.map(({ version, requests }) => ({ version, requests: JSON.parse(requests) }))
}

const write = (sql: Sql, orderId: string, version: number, requests: readonly string[]): void => {
  sql.all(
    'UPDATE versions SET requests = ? WHERE order_id = ? AND version = ?',
    serialiseRequests(requests),
    orderId,
    version,
  )
}
