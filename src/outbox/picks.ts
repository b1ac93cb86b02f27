import {
  type CountedDelivery,
  countingVersions,
  type RouteHold,
  type RouteRefusal,
} from '../model/counting-versions.ts'
import { orderState } from '../model/delivery-state.ts'
import { type StandingRules, standingOf } from '../model/order-standing.ts'
import { keptBy } from './actions/kept-by.ts'
import { countedDeliveries } from './counted-deliveries.ts'
import { HELD_ORDERS } from './open-deliveries.ts'
import { FROM_ORDERS } from './order-summary.ts'
import { dayMark } from './search/day-mark.ts'
import { type Found, findRows, nextAfter } from './search/find-rows.ts'
import { ALL_PLACES } from './search/received-days.ts'
import { SEARCHED_ORDERS } from './search/search-index.ts'
import { wantedRows } from './search/search-terms.ts'
import type { Sql } from './sql.ts'

/** An order for the warehouse, without its content. */
export interface PickRow {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly version: number
  /** No person must release the version first. */
  readonly isReleased: boolean
  /** A person must decide about the released version before the order is picked. */
  readonly isUndecided: boolean
  /** The holds of the version that waits for a person; empty without a hold. */
  readonly holds: readonly RouteHold[]
  /** The routes to receivers that did not take the released version; empty for a version that is not released. */
  readonly refusals: readonly RouteRefusal[]
  /** The held change or the open cancellation of a released version, or the released version of a held version for another day. */
  readonly other: OtherVersion | null
}

export interface OtherVersion {
  readonly version: number
  readonly deliveryDate: string | null
  readonly isCancellation: boolean
}

export interface PickQuery {
  /** The delivery day: `YYYY-MM-DD`. */
  readonly day: string
  /** Only orders before this `seq`. */
  readonly before: number | null
  readonly limit: number
}

export interface PickPage {
  readonly picks: readonly PickRow[]
  /** The `seq` before which the next page begins; null on the last page. A page that is not full may have a next page. */
  readonly next: number | null
}

interface FoundOrder {
  readonly seq: number
  readonly id: string
  readonly number: string | null
}

/** The orders to pick for a delivery day, newest first. Cancelled, discarded and replaced versions are left out. */
export function pickPage(sql: Sql, query: PickQuery, rules: StandingRules): PickPage {
  const { rows: shown, next } = ordersFor(sql, query)
  const ids = JSON.stringify(shown.map(({ id }) => id))
  const deliveries = Map.groupBy(countedDeliveries(sql, ids), ({ orderId }) => orderId)
  const days = new Map(versionDays(sql, ids).map((row) => [`${row.version} ${row.orderId}`, row.deliveryDate]))
  return {
    picks: shown.flatMap(({ id, number }) => {
      const pick = pickOf(deliveries.get(id) ?? [], (version) => days.get(`${version} ${id}`) ?? null, query.day, rules)
      return pick ? [{ orderId: id, orderNumber: number, ...pick }] : []
    }),
    next,
  }
}

function pickOf(
  deliveries: readonly CountedDelivery[],
  dayOf: (version: number) => string | null,
  day: string,
  rules: StandingRules,
): Omit<PickRow, 'orderId' | 'orderNumber'> | null {
  if (isCancelled(deliveries, rules)) return null
  const { released, held, holds, refusals, isUndecided } = countingVersions(deliveries, rules.rankOf)
  if (released !== null && dayOf(released) === day) {
    const other = held && { ...held, deliveryDate: dayOf(held.version) }
    return { version: released, isReleased: true, isUndecided, holds, refusals, other }
  }
  if (!held || held.isCancellation || dayOf(held.version) !== day) return null
  const other = released === null ? null : { version: released, deliveryDate: dayOf(released), isCancellation: false }
  return { version: held.version, isReleased: false, isUndecided: false, holds, refusals: [], other }
}

/** The same rule as on the order's page: each route that can cancel the order has done so, and no person has to decide. */
function isCancelled(all: readonly CountedDelivery[], rules: StandingRules): boolean {
  const deliveries = all.map((delivery) => ({ ...delivery, standstill: null, note: null }))
  const { kind, state } = standingOf({ state: orderState(true, all), deliveries, keptBy: keptBy(all) }, rules)
  return kind === 'cancelled' && state === 'settled'
}

/** A version that counts may be older than the newest version, which then is held or was discarded. */
const EARLIER = `SELECT d.order_id FROM (
    ${HELD_ORDERS} UNION SELECT order_id FROM deliveries INDEXED BY discarded WHERE state = 'discarded') d
  CROSS JOIN versions e ON e.order_id = d.order_id AND e.delivery_date = ?1`

/** Orders with a version for the day, newest first. */
function ordersFor(sql: Sql, { day, before, limit }: PickQuery): Found<FoundOrder> {
  const newest = findRows<FoundOrder>(sql, {
    ...{ searched: SEARCHED_ORDERS, columns: 'o.seq, o.id, o.number', from: FROM_ORDERS, seq: 'o.seq' },
    ...{ where: 'v.delivery_date = ?4', needle: '', match: wantedRows({ text: null, mark: dayMark(day) }).match },
    ...{ before, limit, values: [day], range: ALL_PLACES },
  })
  // The page ends where the search for the newest versions ended, so the next page leaves no order out.
  const earlier = sql.all<FoundOrder>(
    `SELECT o.seq, o.id, o.number FROM orders o WHERE o.id IN (${EARLIER}) AND o.seq < ?2 AND o.seq >= ?4 ORDER BY o.seq DESC LIMIT ?3`,
    ...[day, before ?? Number.MAX_SAFE_INTEGER, limit, newest.next ?? 0],
  )
  const all = new Map([...newest.rows, ...earlier].map((order) => [order.seq, order]))
  const rows = [...all.values()].sort((a, b) => b.seq - a.seq).slice(0, limit)
  return { rows, next: nextAfter(rows, limit) ?? newest.next }
}

const IDS = '(SELECT value FROM json_each(?1))'

const versionDays = (sql: Sql, ids: string) =>
  sql.all<{ readonly orderId: string; readonly version: number; readonly deliveryDate: string | null }>(
    `SELECT order_id AS orderId, version, delivery_date AS deliveryDate FROM versions WHERE order_id IN ${IDS}`,
    ids,
  )
