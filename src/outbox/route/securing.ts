import type { Sql } from '../sql.ts'

/** Counts a TLS failure of this route; returns the number of failures in a row. */
export function countTlsFailure(sql: Sql, route: string): number {
  const [row] = sql.all<{ unsecured: number }>(
    `INSERT INTO routes (route, unsecured) VALUES (?, 1)
     ON CONFLICT (route) DO UPDATE SET unsecured = unsecured + 1 RETURNING unsecured`,
    route,
  )
  return row?.unsecured ?? 0
}

/** The TLS handshake succeeded, or the gateway gave up on the connection. */
export const resetTlsFailures = (sql: Sql, route: string): void => {
  sql.all('UPDATE routes SET unsecured = 0 WHERE route = ? AND unsecured > 0', route)
}
