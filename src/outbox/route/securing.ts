import type { Sql } from '../sql.ts'

/** Counts a TLS failure of this route; returns the number of failures in a row. */
export function countTlsFailure(sql: Sql, route: string): number {
  const [row] = sql.all<{ failures: number }>(
    `INSERT INTO routes (route, tls_failures) VALUES (?, 1)
     ON CONFLICT (route) DO UPDATE SET tls_failures = tls_failures + 1 RETURNING tls_failures AS failures`,
    route,
  )
  return row?.failures ?? 0
}

/** The TLS handshake succeeded, or the gateway gave up on the connection. */
export const resetTlsFailures = (sql: Sql, route: string): void => {
  sql.all('UPDATE routes SET tls_failures = 0 WHERE route = ? AND tls_failures > 0', route)
}
