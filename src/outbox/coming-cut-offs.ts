import { utcTime } from '../model/local-time.ts'
import type { CopyRanks } from '../profile/copy-routes.ts'
import { COUNTING_VERSION } from './counting-version.ts'
import { FOR_RECEIVER, IS_ONLY_MAILED } from './receiver-deliveries.ts'
import { REFUSED_BEFORE } from './refused-before.ts'
import type { Sql } from './sql.ts'

/** A coming cut-off, with the number of orders. */
export interface CutOffCount {
  readonly cutOff: string
  readonly deliveryDate: string | null
  readonly orders: number
  /** Orders that no receiver has, also in an earlier version. */
  readonly missing: number
  /** Orders that may be at a receiver. */
  readonly uncertain: number
  /** Orders whose earlier version a receiver has. */
  readonly changes: number
  /** Orders of which only a cancellation is open: a receiver has the order, or may have the order. */
  readonly cancellations: number
  /** Further orders that some receivers have and others lack. */
  readonly partly: number
  /** Further orders that a receiver refused, and that a fallback route brought. */
  readonly elsewhere: number
}

/** Orders in one statement. The first statement without a coming cut-off is the last: older orders have earlier cut-offs. */
const STEP = 100
/** A page must not read the orders of years. */
const MOST = 2_000
const CUT_OFFS = 3

type Lacking = Pick<CutOffCount, 'missing' | 'uncertain' | 'cancellations' | 'changes' | 'partly' | 'elsewhere'>

const tally = (known: Lacking | undefined, lacks: Row['lacks']): Lacking => {
  const of = (kind: keyof Lacking): number => (known?.[kind] ?? 0) + (lacks === kind ? 1 : 0)
  return {
    ...{ missing: of('missing'), uncertain: of('uncertain'), changes: of('changes'), partly: of('partly') },
    ...{ cancellations: of('cancellations'), elsewhere: of('elsewhere') },
  }
}

/** The deliveries of the order `o` to a receiver. */
const OF_ORDER = `SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND ${FOR_RECEIVER}`

/** Most orders have no such delivery, so the rank of the route is compared last. */
const REFUSED_ON_ROUTE = `SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND d.version = v.version AND ${REFUSED_BEFORE}
  AND d.route = d.primary_route AND ${FOR_RECEIVER}`

const ARRIVED = "d.state IN ('delivered', 'done')"

/** Open, or brought and not cancelled. */
const EXPECTED = `(d.next_at IS NOT NULL OR (${ARRIVED} OR d.state = 'superseded' AND d.reached <> 'no') AND d.purpose <> 'cancellation'
  AND NOT EXISTS (SELECT 1 FROM deliveries c WHERE c.order_id = d.order_id AND c.version > d.version
    AND c.purpose = 'cancellation' AND c.state IN ('delivered', 'done')))`

/** A mail took the place of a route, whose system then has the order, or not: `reached`. */
const mailed = (reached: 'maybe' | 'no'): string =>
  `d.route <> d.primary_route AND ${ARRIVED} AND d.version = v.version AND ${IS_ONLY_MAILED} AND EXISTS (SELECT 1 FROM deliveries p
  WHERE p.order_id = d.order_id AND p.version = d.version AND p.route = d.primary_route AND p.state = 'superseded' AND p.reached = '${reached}')`
const MAILED_IN_DOUBT = mailed('maybe')

interface Row {
  readonly seq: number
  readonly cutOff: number | null
  readonly deliveryDate: string | null
  /** `ended`: discarded or cancelled. */
  readonly lacks: keyof Lacking | 'ended' | null
}

/**
 * The next cut-offs, with the newest orders that have each. `ranks`: of the routes that may be
 * copies.
 */
export function comingCutOffs(sql: Sql, now: number, ranks: CopyRanks): CutOffCount[] {
  const counts = new Map<number, Omit<CutOffCount, 'cutOff'>>()
  let before = Number.MAX_SAFE_INTEGER
  for (let read = 0; read < MOST; read += STEP) {
    const rows = sql.all<Row>(
      `SELECT o.seq, v.cut_off AS cutOff, v.delivery_date AS deliveryDate,
         CASE WHEN v.cut_off > ?3 AND EXISTS (${OF_ORDER} AND d.next_at IS NOT NULL AND d.reached <> 'yes')
           THEN CASE WHEN NOT EXISTS (${OF_ORDER} AND d.next_at IS NOT NULL AND d.reached <> 'yes' AND d.purpose <> 'cancellation') THEN 'cancellations'
             WHEN EXISTS (${OF_ORDER} AND d.next_at IS NOT NULL AND d.reached = 'maybe')
               OR EXISTS (${OF_ORDER} AND ${MAILED_IN_DOUBT}) THEN 'uncertain'
             WHEN EXISTS (${OF_ORDER} AND d.version = v.version AND ${ARRIVED} AND NOT ${IS_ONLY_MAILED}) THEN 'partly'
             WHEN EXISTS (${OF_ORDER} AND ${ARRIVED} AND NOT ${IS_ONLY_MAILED} AND d.purpose <> 'cancellation') THEN 'changes'
             ELSE 'missing' END
           WHEN v.cut_off > ?3 AND NOT EXISTS (${OF_ORDER} AND ${EXPECTED}) THEN 'ended'
           WHEN v.cut_off > ?3 AND EXISTS (${REFUSED_ON_ROUTE}) THEN 'elsewhere'
           WHEN v.cut_off > ?3 AND EXISTS (${OF_ORDER} AND ${MAILED_IN_DOUBT}) THEN 'uncertain'
           WHEN v.cut_off > ?3 AND EXISTS (${OF_ORDER} AND ${mailed('no')}) THEN 'missing' END AS lacks
       FROM orders o LEFT JOIN versions v ON v.order_id = o.id AND v.version = ${COUNTING_VERSION}
       WHERE o.seq < ?2 ORDER BY o.seq DESC LIMIT ${STEP}`,
      JSON.stringify(ranks),
      before,
      now,
    )
    const coming = rows.filter((row): row is Row & { cutOff: number } => row.cutOff !== null && row.cutOff > now)
    for (const { cutOff, deliveryDate, lacks } of coming) {
      if (lacks === 'ended') continue
      const known = counts.get(cutOff)
      counts.set(cutOff, {
        deliveryDate: known?.deliveryDate ?? deliveryDate,
        orders: (known?.orders ?? 0) + 1,
        ...tally(known, lacks),
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
