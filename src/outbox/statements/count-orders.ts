import { type DeliveryFact, isSettled, type OrderState, orderState } from '../../model/delivery-state.ts'
import type { Purpose } from '../../model/document.ts'
import { type CopyRank, receiverChains } from '../../model/erp-holding.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import type { StatementWindow } from '../../profile/statement-window.ts'
import type { Sql } from '../sql.ts'
import type { NamedOrder } from './statement.ts'
import type { StatementBook } from './statement-due.ts'
import type { Mark } from './tally.ts'

/** The outcomes of the orders up to one order. The counts of the last order are the counts of the statement. */
export interface Tally {
  /** The last order that was counted. */
  readonly through: number
  readonly received: number
  /** Received orders that the order API was never seen to list, and the first unlisted orders. */
  readonly unlistedCount: number
  readonly unlisted: readonly NamedOrder[]
  readonly delivered: number
  /** Discarded and cancelled orders. */
  readonly discarded: number
  readonly late: number
  /** Orders of the window with an open delivery. The last page counts the orders again. */
  readonly open: readonly string[]
}

/** Limit of named orders in one statement: a row has a size limit, and a reader needs a short list. */
export const NAMED = 200
/** A row has a size limit. */
const REMEMBERED = 5_000

interface CountedOrder extends NamedOrder {
  readonly seq: number
  readonly version: number
  readonly placedAt: number
  readonly listed: number
}

export const noOrders = (through: number): Tally => ({
  ...{
    through,
    received: 0,
    unlistedCount: 0,
    unlisted: [],
    delivered: 0,
    discarded: 0,
    late: 0,
    open: [],
  },
})

type CountBook = Pick<StatementBook, 'sql' | 'supplier'>

/**
 * Counts the next orders of the window, and says how many orders were read: fewer than `limit` mean that none is left.
 * The count begins after `startOfCount`.
 */
export function countOrders(
  { sql, supplier }: CountBook,
  window: StatementWindow,
  last: Mark,
  before: Tally,
  limit: number,
) {
  const orders = sql.all<CountedOrder>(
    `SELECT o.seq, o.id AS orderId, o.number AS orderNumber, o.version, o.listed,
       coalesce(o.placed_at, v.accepted_at) AS placedAt
     FROM orders o LEFT JOIN versions v ON v.order_id = o.id AND v.version = 1 WHERE o.seq > ? ORDER BY o.seq LIMIT ?`,
    before.through,
    limit,
  )
  const isIn = (at: number): boolean => at >= window.from && at < window.to
  const accepted = orders.filter(({ version }) => version > 0)
  const placed = accepted.filter(({ placedAt }) => isIn(placedAt))
  const unlisted = placed.filter(({ listed }) => listed === 0)
  const states = statesOf(
    sql,
    placed.map(({ orderId }) => orderId),
    copyRankOf(supplier),
  )
  const isOver = (state: string): boolean => state === 'settled' || state === 'discarded'
  const open = states.filter(({ state }) => !isOver(state)).map(({ orderId }) => orderId)
  const tally: Tally = {
    through: orders.at(-1)?.seq ?? before.through,
    received: before.received + placed.length,
    unlistedCount: before.unlistedCount + unlisted.length,
    unlisted: [...before.unlisted, ...unlisted.map(({ orderId, orderNumber }) => ({ orderId, orderNumber }))].slice(
      0,
      NAMED,
    ),
    ...countOutcomes(before, states),
    late: before.late + accepted.filter(({ seq, placedAt }) => seq > last.order && placedAt < window.from).length,
    open: [...before.open, ...open].slice(0, REMEMBERED),
  }
  return { tally, read: orders.length }
}

/** Counts the open orders of earlier pages that are settled now. */
export function countSettledSince({ sql, supplier }: CountBook, tally: Tally): Tally {
  const settled = sql.all<{ id: string }>(
    `SELECT j.value AS id FROM json_each(?) j WHERE NOT EXISTS (
       SELECT 1 FROM deliveries d WHERE d.order_id = j.value AND d.next_at IS NOT NULL)`,
    JSON.stringify(tally.open),
  )
  const states = statesOf(
    sql,
    settled.map(({ id }) => id),
    copyRankOf(supplier),
  )
  return { ...tally, ...countOutcomes(tally, states), open: [] }
}

type Outcomes = Pick<Tally, 'delivered' | 'discarded'>

function countOutcomes(before: Outcomes, states: readonly OrderOutcome[]): Outcomes {
  const count = (state: OrderState): number => states.filter((counted) => counted.state === state).length
  return { delivered: before.delivered + count('settled'), discarded: before.discarded + count('discarded') }
}

interface OrderOutcome {
  readonly orderId: string
  /** `discarded`: also a cancelled order. */
  readonly state: OrderState
}

type Outcome = Omit<DeliveryFact, 'holdReason'> & { readonly purpose: Purpose }

/** Each receiver that got a version got a cancellation last. */
function isCancelled(deliveries: readonly Outcome[], rankOf: CopyRank): boolean {
  const last = receiverChains(deliveries, rankOf).flatMap(
    ([, chain]) => chain.filter(hasArrived).sort((one, other) => other.version - one.version)[0] ?? [],
  )
  return (
    deliveries.every(({ state }) => isSettled(state)) &&
    last.length > 0 &&
    last.every(({ purpose }) => purpose === 'cancellation')
  )
}

const hasArrived = ({ state }: Outcome): boolean => state === 'delivered' || state === 'done'

/** A person discarded the order, and no receiver is known to have it: a document may have arrived, or a copy left. */
function isDiscarded(deliveries: readonly Outcome[], rankOf: CopyRank): boolean {
  if (!deliveries.some(({ state }) => state === 'discarded')) return false
  const toReceivers = receiverChains(deliveries, rankOf).flatMap(([, chain]) => chain)
  return (
    deliveries.every(({ state }) => isSettled(state)) &&
    toReceivers.some(({ state }) => state === 'discarded') &&
    toReceivers.every(({ state, reached }) => state === 'discarded' || (state === 'superseded' && reached !== 'yes'))
  )
}

/** The states of accepted orders. One statement for all orders, because a statement costs more than its rows. */
export function statesOf(sql: Sql, orderIds: readonly string[], rankOf: CopyRank): OrderOutcome[] {
  const deliveries = sql.all<Outcome & { readonly orderId: string }>(
    `SELECT d.order_id AS orderId, d.version, d.route, d.primary_route AS primaryRoute, d.state, d.reached, d.purpose
     FROM json_each(?) j CROSS JOIN deliveries d ON d.order_id = j.value`,
    JSON.stringify(orderIds),
  )
  const byOrder = Map.groupBy(deliveries, ({ orderId }) => orderId)
  return orderIds.map((orderId) => {
    const own = byOrder.get(orderId) ?? []
    return {
      orderId,
      state: isDiscarded(own, rankOf) || isCancelled(own, rankOf) ? 'discarded' : orderState(true, own),
    }
  })
}
