import type { Sql } from './sql.ts'

/**
 * The requests that brought a version's content, less those whose sender was told that it failed. While one is left, somebody
 * has our word, or is about to; when none is, nobody does.
 */

/** A withdrawal comes within half a minute; older requests need not be told apart. */
const REMEMBERED = 50

/** A list as it is stored. */
export const serialiseRequests = (requests: readonly string[]): string => JSON.stringify(requests.slice(-REMEMBERED))

/** Whether it is news: the Worker's second try of one request is none. */
export function addRequest(sql: Sql, orderId: string, version: number, request: string): boolean {
  const heard = heardOf(sql, orderId).find((one) => one.version === version)?.requests ?? []
  if (heard.includes(request)) return false
  write(sql, orderId, version, [...heard, request])
  return true
}

/** Whether no sender of this content has a 2xx for it, and no person has confirmed it. Nobody sends a cancellation, so none is unconfirmed. */
export const isUnconfirmed = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all(
    "SELECT 1 FROM versions WHERE order_id = ? AND version = ? AND heard = '[]' AND status <> 'cancelled'",
    orderId,
    version,
  ).length > 0

/** A person takes the place of a sender that has no 2xx. */
export function confirmByPerson(sql: Sql, orderId: string, version: number): void {
  if (isUnconfirmed(sql, orderId, version)) write(sql, orderId, version, ['a person'])
}

/** Which version the request brought, and whether another request still stands for it. Null when it was never heard. */
export function removeRequest(sql: Sql, orderId: string, request: string): { version: number; stands: boolean } | null {
  const found = heardOf(sql, orderId).find(({ requests }) => requests.includes(request))
  if (!found) return null
  const left = found.requests.filter((one) => one !== request)
  write(sql, orderId, found.version, left)
  return { version: found.version, stands: left.length > 0 }
}

function heardOf(sql: Sql, orderId: string): { version: number; requests: string[] }[] {
  const rows = sql.all<{ version: number; heard: string }>(
    'SELECT version, heard FROM versions WHERE order_id = ? ORDER BY version DESC',
    orderId,
  )
  return rows.map(({ version, heard }) => ({ version, requests: JSON.parse(heard) }))
}

const write = (sql: Sql, orderId: string, version: number, requests: readonly string[]): void => {
  sql.all(
    'UPDATE versions SET heard = ? WHERE order_id = ? AND version = ?',
    serialiseRequests(requests),
    orderId,
    version,
  )
}
