import type { Sql } from './sql.ts'

/** The cut-off of a version, in milliseconds since 1970; null without a cut-off or without such a version. */
export const cutOffOf = (sql: Sql, orderId: string, version: number): number | null =>
  sql.all<{ cutOff: number | null }>(
    'SELECT cut_off AS cutOff FROM versions WHERE order_id = ? AND version = ?',
    orderId,
    version,
  )[0]?.cutOff ?? null
