import type { Sql } from '../sql.ts'

/** One more failure in a row while securing the line of this route; how many that makes. */
export function countTlsFailure(sql: Sql, route: string): number {
  const [row] = sql.all<{ unsecured: number }>(
    `INSERT INTO routes (route, unsecured) VALUES (?, 1)
     ON CONFLICT (route) DO UPDATE SET unsecured = unsecured + 1 RETURNING unsecured`,
    route,
  )
  return row?.unsecured ?? 0
}

/** The line could be secured, or was given up. */
export const resetTlsFailures = (sql: Sql, route: string): void => {
  sql.all('UPDATE routes SET unsecured = 0 WHERE route = ? AND unsecured > 0', route)
}
