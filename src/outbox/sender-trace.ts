import { readTraceParent, type SenderTrace } from '../model/trace-parent.ts'
import type { Sql } from './sql.ts'

/** The trace of the request that brought a version; null without one, and after the purge. */
export function senderTrace(sql: Sql, orderId: string, version: number): SenderTrace | null {
  const [row] = sql.all<{ traceparent: string | null; tracestate: string | null }>(
    `SELECT json_extract(metadata, '$.traceparent') AS traceparent, json_extract(metadata, '$.tracestate') AS tracestate
     FROM versions WHERE order_id = ? AND version = ?`,
    orderId,
    version,
  )
  const trace = readTraceParent(row?.traceparent ?? null)
  return trace && { ...trace, state: row?.tracestate ?? null }
}
