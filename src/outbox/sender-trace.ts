import { readTraceParent, type Trace } from '../model/trace-parent.ts'
import type { Sql } from './sql.ts'

/** The trace of the request that brought a version; null without one, and after the purge. */
export function senderTrace(sql: Sql, orderId: string, version: number): Trace | null {
  const [row] = sql.all<{ traceparent: string | null }>(
    "SELECT json_extract(metadata, '$.traceparent') AS traceparent FROM versions WHERE order_id = ? AND version = ?",
    orderId,
    version,
  )
  return readTraceParent(row?.traceparent ?? null)
}
