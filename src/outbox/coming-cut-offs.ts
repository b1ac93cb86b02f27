import { utcTime } from '../model/local-time.ts'
import type { Sql } from './sql.ts'

/** A coming cut-off, with its number of orders. */
export interface CutOffCount {
  readonly cutOff: string
  readonly deliveryDate: string | null
  readonly orders: number
  /** Orders that the receiver does not have. */
  readonly missing: number
}

/** Orders in one statement. The first statement without a coming cut-off is the last: older orders have earlier cut-offs. */
const STEP = 100
/** A page must not read the orders of years. */
const MOST = 2_000
const CUT_OFFS = 3

interface Row {
  readonly seq: number
  readonly cutOff: number | null
  readonly deliveryDate: string | null
  readonly isMissing: number
}

/** The next cut-offs, with the newest orders that have each. */
export function comingCutOffs(sql: Sql, now: number): CutOffCount[] {
  const counts = new Map<number, { deliveryDate: string | null; orders: number; missing: number }>()
  let before = Number.MAX_SAFE_INTEGER
  for (let read = 0; read < MOST; read += STEP) {
    const rows = sql.all<Row>(
      `SELECT o.seq, v.cut_off AS cutOff, v.delivery_date AS deliveryDate, v.cut_off > ?2 AND EXISTS (
         SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND d.next_at IS NOT NULL AND d.reached <> 'yes') AS isMissing
       FROM orders o LEFT JOIN versions v ON v.order_id = o.id AND v.version = o.version
       WHERE o.seq < ?1 ORDER BY o.seq DESC LIMIT ${STEP}`,
      before,
      now,
    )
    const coming = rows.filter((row): row is Row & { cutOff: number } => row.cutOff !== null && row.cutOff > now)
    for (const { cutOff, deliveryDate, isMissing } of coming) {
      const known = counts.get(cutOff)
      counts.set(cutOff, {
        deliveryDate: known?.deliveryDate ?? deliveryDate,
        orders: (known?.orders ?? 0) + 1,
        missing: (known?.missing ?? 0) + (isMissing === 1 ? 1 : 0),
      })
    }
    before = rows.at(-1)?.seq ?? 0
    if (coming.length === 0 || rows.length < STEP) break
  }
  return [...counts]
    .sort(([one], [other]) => one - other)
    .slice(0, CUT_OFFS)
    .map(([cutOff, count]) => ({ cutOff: utcTime(cutOff), ...count }))
}
