import type { OrderView } from '../../outbox/views.ts'
import { routeNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { whatFollows } from '../frame/outlook.tsx'
import { RouteTicks } from '../frame/route-ticks.tsx'
import { transportWords } from '../frame/transport-words.ts'
import type { Visit } from '../frame/visit.ts'
import { likelyKeyed, openDeliveries } from './routes-of-action.ts'

interface KeyedRoutesProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly view: OrderView
  /** The routes that a person ticked before a problem. */
  readonly ticked: readonly string[] | undefined
  readonly problem: string | undefined
}

/** The routes that a person may have keyed the order for, and what becomes of each without a tick. */
export function KeyedRoutes({ visit, supplier, view, ticked, problem }: KeyedRoutesProps) {
  const routes = openDeliveries(view).map((delivery) => ({
    route: delivery.route,
    name: nameOf(delivery, supplier, visit),
    hint: untickedText(delivery, supplier, visit),
  }))
  return <RouteTicks {...{ visit, routes, problem }} ticked={ticked ?? likelyKeyed(view, supplier)} />
}

type Delivery = OrderView['deliveries'][number]

/** The way out tells a person which system a route leads to. */
function nameOf({ route, fallbackFor }: Delivery, supplier: Supplier, { words }: Visit): string {
  const configured = routeNamed(supplier, route)
  return [
    fill(words.erp.behind, { route }),
    ...(fallbackFor === null ? [] : [fill(words.confirm.inPlaceOf, { route: fallbackFor })]),
    ...(configured ? [transportWords(configured.transport.kind, words)] : []),
  ].join(' · ')
}

/** A document that was handed over only waits for its receipt. */
const untickedText = ({ route, holdReason, state, ifNobodyActs }: Delivery, { timeZone }: Supplier, visit: Visit) =>
  ifNobodyActs === null
    ? visit.words.deliveryStates[state]
    : fill(visit.words.confirm.unticked, {
        what: whatFollows({ route, holdReason, outlook: ifNobodyActs }, visit, timeZone),
      })
