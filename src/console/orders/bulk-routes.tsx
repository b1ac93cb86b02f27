import { copyRankOf } from '../../profile/copy-routes.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { RouteTicks } from '../frame/route-ticks.tsx'
import type { Visit } from '../frame/visit.ts'
import { keyableRoutes, likelyKeyed } from '../order/routes-of-action.ts'
import { type ChosenOrder, tickValue } from './chosen-orders.ts'

interface BulkRoutesProps {
  readonly visit: Visit
  readonly orders: readonly ChosenOrder[]
  readonly typed: URLSearchParams | undefined
  readonly problem: string | undefined
}

/** The routes that a person may have keyed several orders for. Two suppliers may have a route of the same name. */
export function BulkRoutes({ visit, orders, typed, problem }: BulkRoutesProps) {
  const suppliers = [...Map.groupBy(orders, ({ name }) => name)]
  const routes = suppliers.flatMap(([name, own]) =>
    [...new Set(own.flatMap(openFor))].map((route) => ({
      route: tickValue(name, route),
      name: [
        ...(suppliers.length > 1 ? own.slice(0, 1).map(({ supplier }) => supplier.name) : []),
        fill(visit.words.settings.route, { route }),
      ].join(' · '),
    })),
  )
  const likely = suppliers.flatMap(([name, own]) => likelyForAll(own).map((route) => tickValue(name, route)))
  return <RouteTicks {...{ visit, routes, problem }} ticked={typed?.getAll('routes') ?? likely} />
}

const openFor = ({ view, supplier }: ChosenOrder): string[] => keyableRoutes(view, supplier)

/**
 * The likely systems of the orders of one supplier, and the copies for people, who need no mail of a keyed order. None
 * where the systems of one order are in doubt, or where a tick for one order counts for a system without another order. A wrong
 * guess loses the other order there.
 */
function likelyForAll(orders: readonly ChosenOrder[]): string[] {
  const likely = orders.map(({ view, supplier }) => likelyKeyed(view, supplier))
  const ticked = likely.flat()
  const isWrong = (order: ChosenOrder, at: number): boolean =>
    likely[at]?.length === 0 || openFor(order).some((route) => ticked.includes(route) && !likely[at]?.includes(route))
  if (orders.some(isWrong)) return []
  const copies = orders.flatMap((order) => openFor(order).filter((route) => copyRankOf(order.supplier)(route) > 0))
  return [...ticked, ...copies]
}

/** The ticked routes that a person may report for the order. */
export const keyedRoutes = (order: ChosenOrder, ticked: readonly string[]): string[] =>
  openFor(order).filter((route) => ticked.includes(tickValue(order.name, route)))

/** The first supplier without a ticked route. */
export const supplierWithoutTick = (orders: readonly ChosenOrder[], ticked: readonly string[]): string | undefined =>
  orders.find(({ name }) => !ticked.some((tick) => tick.startsWith(tickValue(name, ''))))?.supplier.name
