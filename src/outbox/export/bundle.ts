import type { BreakGlassOrders } from '../../model/break-glass-orders.ts'
import { daysOf } from '../../model/desk-days.ts'
import {
  type Holding,
  handWork,
  holdingsOf,
  isOnlyMailed,
  mayHaveOrder,
  versionAtSystem,
} from '../../model/erp-holding.ts'
import type { Language } from '../../model/language.ts'
import { localMoment } from '../../model/local-time.ts'
import type { Order } from '../../model/order/order.ts'
import { clearSystem } from '../../profile/clear-system.ts'
import { copyRankOf, copyRanks } from '../../profile/copy-routes.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { broughtDeliveries } from '../brought-deliveries.ts'
import { isCancellation } from '../deliveries.ts'
import { readValue, writeValue } from '../facts.ts'
import { passedOrders } from '../passed-orders.ts'
import { pauseOf } from '../route/pause.ts'
import type { Sql } from '../sql.ts'
import type { StatementBook } from '../statements/statement-due.ts'
import { waitingOrders } from '../statements/statement-text.ts'
import { findWaiting, type OpenDelivery, openDeliveries } from '../statements/tally.ts'

/** A break-glass page that is mailed, so that the desk can work during an outage. */
export interface Bundle {
  readonly page: BreakGlassOrders
  /** The page has an order that the last mailed page did not have. */
  readonly isNews: boolean
  readonly orders: readonly string[]
}

/** Orders on one page; further orders are only counted. */
const ORDERS = 200

interface Stand {
  readonly at: number
  /** Orders of the last mailed page. */
  readonly orders: readonly string[]
}

/**
 * Takes the break-glass page when one is due; null otherwise. `read` returns an accepted order, or null when the stored
 * body cannot be read.
 */
export function takeBreakGlassPage(
  { supplier, sql, clock }: StatementBook,
  read: (orderId: string, version: number) => Order | null,
): Bundle | null {
  const { breakGlass } = supplier
  const now = clock.now()
  const last = lastStand(sql)
  if (!breakGlass || (last && now < last.at + breakGlass.everyMinutes * 60_000 - SLACK_MS)) return null
  const { page, ids } = breakGlassOrders({ supplier, sql, clock }, read)
  const known = new Set(last?.orders)
  keepStand(sql, { at: now, orders: last?.orders ?? [] })
  return { page, isNews: ids.some((id) => !known.has(id)), orders: ids }
}

interface PrintedOrders {
  readonly page: BreakGlassOrders
  /** The first orders that wait, also orders that the page only counts. */
  readonly ids: readonly string[]
}

/** The orders that wait now, to work by hand. `language`: of the reasons. */
export function breakGlassOrders(
  { supplier, sql, clock }: Omit<StatementBook, 'name'>,
  read: (orderId: string, version: number) => Order | null,
  language: Language = supplier.language,
): PrintedOrders {
  const rankOf = copyRankOf(supplier)
  const waiting = findWaiting(sql, REMEMBERED, copyRanks(supplier))
  const mailed = onlyMailed({ supplier, sql, clock }, new Set(waiting.ids))
  const ids = [...waiting.ids, ...mailed.keys()]
  const open = openDeliveries(sql, waiting.ids.slice(0, ORDERS)).map((delivery) => ({
    ...delivery,
    paused: pauseOf(sql, delivery.route)?.reason ?? null,
  }))
  const waits = [...Map.groupBy(open, ({ orderId }) => orderId)]
  const settled = [...mailed.keys()].map((orderId): (typeof waits)[number] => [orderId, []])
  const shown = [...waits, ...settled].slice(0, ORDERS).map(([orderId, all]) => {
    const known = all[0] ?? mailed.get(orderId)
    const holdings = holdingsOf(broughtDeliveries(sql, orderId), rankOf)
    const receivers = new Set(holdings.map(({ primaryRoute }) => primaryRoute))
    const counted = all.filter(({ primaryRoute }) => receivers.has(primaryRoute))
    const work = handWork(holdings)
    const version = Math.max(
      ...(counted.length > 0 ? counted : [{ version: known?.version ?? 0 }]).map((one) => one.version),
    )
    const isMailed = work === 'key' && holdings.some(isOnlyMailed)
    const keyed = keyedSystems(holdings, isMailed, supplier)
    const others = holdings.map(({ primaryRoute }) => primaryRoute).filter((route) => !keyed.includes(route))
    const cancelled = isCancellation(sql, orderId, version)
    const refusals = holdings.flatMap((holding) => refusalIn(holding, known))
    return {
      others,
      keyFor: work === 'key' && !cancelled && others.length > 0 ? keyed.join(', ') : null,
      ...{ orderId, version, holdings, work, order: read(orderId, version) },
      before: work === 'change' && !cancelled ? read(orderId, arrivedVersion(holdings)) : null,
      name: known?.orderNumber ?? orderId,
      why: waitingOrders(refusals.length > 0 ? refusals : counted, supplier, language)[0]?.why ?? '',
      cancelled,
      mayHaveArrived: holdings.some(mayHaveOrder),
      isOnlyMailed: isMailed,
    }
  })
  return {
    page: {
      orders: shown.flatMap(({ order, name: _, ...rest }) => (order ? [{ ...rest, order }] : [])),
      unread: shown.filter(({ order }) => order === null).map(({ name, why }) => ({ name, why })),
      left: waiting.count + mailed.size - shown.length,
      madeAt: localMoment(clock.now(), supplier.timeZone),
    },
    ids,
  }
}

function keyedSystems(holdings: readonly Holding[], isMailed: boolean, supplier: Supplier): string[] {
  const lacking = holdings
    .filter((holding) => (isMailed ? isOnlyMailed(holding) : holding.open !== null))
    .map(({ primaryRoute }) => primaryRoute)
  const clear = isMailed ? undefined : clearSystem(lacking, supplier)
  return clear === undefined ? lacking : [clear]
}

/**
 * The settled orders that a system refused or never took, and that people have only as a mail, by their ids. A person who keys or discards an
 * order ends its place here. So does the end of the delivery day, as on Today.
 */
function onlyMailed(
  { supplier, sql, clock }: Omit<StatementBook, 'name'>,
  waiting: ReadonlySet<string>,
): Map<string, OpenDelivery> {
  const rankOf = copyRankOf(supplier)
  return new Map(
    passedOrders(sql, daysOf(supplier.timeZone, clock.now()), copyRanks(supplier))
      .filter(({ orderId, route, broughtBy }) => rankOf(broughtBy) > rankOf(route) && !waiting.has(orderId))
      .map(({ orderId, orderNumber, version, route }) => [
        orderId,
        {
          ...{ orderId, orderNumber, version, route, primaryRoute: route },
          ...{ reached: 'no', state: 'refused', holdReason: null, note: null, purpose: 'original', isSilent: 0 },
        },
      ]),
  )
}

/** The refusal of a system that only a mail to people replaced: this reason is worse than the wait on another route. */
const refusalIn = ({ passed }: Holding, known: OpenDelivery | undefined): (OpenDelivery & { paused: null })[] =>
  known && passed?.isByMail
    ? [
        {
          ...{
            ...known,
            route: passed.route,
            reached: passed.reached,
            note: passed.refusal,
            holdReason: null,
            paused: null,
          },
          state: passed.refusal === null ? 'superseded' : 'refused',
        },
      ]
    : []

/** The newest version that a system has, also where people got a later version as a mail. */
const arrivedVersion = (holdings: readonly Holding[]): number =>
  Math.max(
    ...holdings.map((holding) => {
      const there = versionAtSystem(holding)
      return there?.isCancellation ? 0 : (there?.version ?? 0)
    }),
  )

/** Marks the orders as mailed. Until then the orders count as new, because no reader got the page. */
export function bundleMailed(sql: Sql, orders: readonly string[]): void {
  const last = lastStand(sql)
  if (last) keepStand(sql, { ...last, orders })
}

/** A cron may run a little early or late. */
const SLACK_MS = 60_000
/** A row has a size limit. */
const REMEMBERED = 5_000

function lastStand(sql: Sql): Stand | null {
  const kept = readValue(sql, 'bundle')
  return kept === null ? null : JSON.parse(kept)
}

const keepStand = (sql: Sql, stand: Stand): void => writeValue(sql, 'bundle', JSON.stringify(stand))
