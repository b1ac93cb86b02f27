import { copyRankOf } from '../../profile/copy-routes.ts'
import { fill } from '../../text/fill.ts'
import { RouteTicks } from '../frame/route-ticks.tsx'
import type { Visit } from '../frame/visit.ts'
import { likelyKeyed, openDeliveries } from '../order/routes-of-action.ts'
import type { ChosenOrder } from './chosen-orders.ts'

interface BulkRoutesProps {
  readonly visit: Visit
  readonly orders: readonly ChosenOrder[]
  readonly typed: URLSearchParams | undefined
  readonly problem: string | undefined
}

/** The routes that a person may have keyed several orders for. */
export function BulkRoutes({ visit, orders, typed, problem }: BulkRoutesProps) {
  const routes = [...new Set(orders.flatMap(openFor))].map((route) => ({
    route,
    name: fill(visit.words.erp.behind, { route }),
  }))
  return <RouteTicks {...{ visit, routes, problem }} ticked={typed?.getAll('routes') ?? likelyForAll(orders)} />
}

const openFor = ({ view }: ChosenOrder): string[] => openDeliveries(view).map(({ route }) => route)

/**
 * The likely systems, and the copies for people, who need no mail of a keyed order. None where the systems of one order
 * are in doubt: a wrong guess loses this order at a system.
 */
function likelyForAll(orders: readonly ChosenOrder[]): string[] {
  const likely = orders.map(({ view, supplier }) => likelyKeyed(view, supplier))
  if (likely.some((routes) => routes.length === 0)) return []
  const copies = orders.flatMap((order) => openFor(order).filter((route) => copyRankOf(order.supplier)(route) > 0))
  return [...likely.flat(), ...copies]
}

/** The ticked routes by which a document of the order is still open. */
export const keyedRoutes = (order: ChosenOrder, ticked: readonly string[]): string[] =>
  openFor(order).filter((route) => ticked.includes(route))
