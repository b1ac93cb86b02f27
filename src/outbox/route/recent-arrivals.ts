import type { Sql } from '../sql.ts'

export interface Arrived {
  readonly route: string
  readonly at: number
  /** Milliseconds from acceptance to delivery. */
  readonly took: number
}

export type RecentArrivals = ReturnType<typeof createRecentArrivals>

interface Row {
  readonly seq: number
  readonly firstAt: number
  readonly isOpen: number
  readonly route: string | null
  readonly at: number | null
  readonly acceptedAt: number | null
}

interface ReadOrders {
  readonly at: number
  /** The orders from `oldest` up to `newest` were read. */
  newest: number
  oldest: number
  /** No older order has a delivery since this moment. */
  completeSince: number
  /** Orders with an open delivery. The next call reads some of these orders again. */
  readonly open: Set<number>
  readonly arrived: Map<number, readonly Arrived[]>
}

/** Orders in one statement. */
const STEP = 100
/** Orders in one call: a page must not read the orders of years. The next call goes on. */
const MOST = 2_000
const MOST_OPEN = 500
/** A settled order may get another version, or come back from the receiver. */
const RENEWED_MS = 600_000

/** The deliveries of the newest orders. Kept in memory, so that a page that is refreshed reads new and open orders only. */
export function createRecentArrivals(sql: Sql) {
  let known: ReadOrders | null = null
  return {
    /** The deliveries that arrived since then, also when the outbox reads them in several calls. */
    since(moment: number, now: number): Arrived[] {
      if (known === null || now >= known.at + RENEWED_MS) known = startReading(sql, now)
      read(sql, known, moment)
      return [...known.arrived.values()].flat().filter(({ at }) => at >= moment)
    },
  }
}

function startReading(sql: Sql, now: number): ReadOrders {
  const [last] = sql.all<{ seq: number | null }>('SELECT max(seq) AS seq FROM orders')
  const newest = last?.seq ?? 0
  return {
    at: now,
    newest,
    oldest: newest + 1,
    completeSince: Number.POSITIVE_INFINITY,
    open: new Set(),
    arrived: new Map(),
  }
}

function read(sql: Sql, orders: ReadOrders, moment: number): void {
  const again = [...orders.open].slice(0, MOST_OPEN)
  for (const seq of again) orders.open.delete(seq)
  if (again.length > 0) keep(orders, rowsOf(sql, 'seq IN (SELECT value FROM json_each(?))', JSON.stringify(again)))
  let left = MOST
  for (let count = STEP; count === STEP && left > 0; left -= STEP) {
    const rows = rowsOf(sql, `seq > ? ORDER BY seq LIMIT ${STEP}`, orders.newest)
    count = keep(orders, rows)
    orders.newest = Math.max(orders.newest, ...rows.map(({ seq }) => seq))
  }
  for (; moment < orders.completeSince && left > 0; left -= STEP) {
    const rows = rowsOf(sql, `seq < ? ORDER BY seq DESC LIMIT ${STEP}`, orders.oldest)
    const count = keep(orders, rows)
    orders.oldest = Math.min(orders.oldest, ...rows.map(({ seq }) => seq))
    if (count < STEP) orders.completeSince = Number.NEGATIVE_INFINITY
    else if (rows.every(({ at, firstAt }) => firstAt < moment && (at ?? 0) < moment)) orders.completeSince = moment
  }
}

/** Returns the number of orders. */
function keep({ open, arrived }: ReadOrders, rows: readonly Row[]): number {
  const bySeq = Map.groupBy(rows, ({ seq }) => seq)
  for (const [seq, deliveries] of bySeq) {
    if (deliveries.some(({ isOpen }) => isOpen === 1)) open.add(seq)
    const found = deliveries.flatMap(({ route, at, acceptedAt }) =>
      route !== null && at !== null && acceptedAt !== null ? [{ route, at, took: Math.max(0, at - acceptedAt) }] : [],
    )
    if (found.length > 0) arrived.set(seq, found)
  }
  return bySeq.size
}

const eventOf = (
  moment: 'min' | 'max',
  ...events: readonly string[]
): string => `(SELECT ${moment}(t.at) FROM timeline t
   WHERE t.order_id = d.order_id AND t.version = d.version AND t.route = d.route AND t.event IN ('${events.join("', '")}'))`

/**
 * When the delivery `d` was settled. An attempt stores a success in the row of the delivery. Before migration 11 the
 * success stood in the timeline, as in restored orders of earlier exports. A receipt also settles a delivery. Later
 * events of the delivery change nothing.
 */
const DELIVERED_AT = `coalesce(d.delivered_at, ${eventOf('max', 'delivered')},
  (SELECT min(a.at) FROM acknowledgements a
   WHERE a.order_id = d.order_id AND a.version = d.version AND a.route = d.route AND a.verdict = 'accepted'),
  ${eventOf('max', 'notified')}, ${eventOf('min', 'consumed', 'confirmed')}, ${eventOf('max', 'collected')})`

/** The orders, each with its delivered and its open deliveries. */
const rowsOf = (sql: Sql, which: string, bound: number | string): Row[] =>
  sql.all<Row>(
    `SELECT n.seq, n.first_at AS firstAt, d.next_at IS NOT NULL AS isOpen, d.route, v.accepted_at AS acceptedAt,
       iif(d.state = 'delivered', ${DELIVERED_AT}, NULL) AS at
     FROM (SELECT seq, id, first_at FROM orders WHERE ${which}) n
     LEFT JOIN deliveries d ON d.order_id = n.id AND (d.state = 'delivered' OR d.next_at IS NOT NULL)
     LEFT JOIN versions v ON v.order_id = d.order_id AND v.version = d.version`,
    bound,
  )
