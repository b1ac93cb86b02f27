import { oneOf } from '../../text/suggestion.ts'
import { type AdminClient, Unable } from '../admin-client.ts'
import { UsageError } from '../command.ts'
import { type FoundOrder, fetchOrder, orderPath } from './find-order.ts'
import { type Delivery, nameOf, newestDeliveries, type Order } from './order-answer.ts'

export const ACTIONS = [
  ...(['retry', 'hold', 'release', 'discard', 'done', 'called', 'not-called'] as const),
  'notify-customer',
] as const
export type OrderAction = (typeof ACTIONS)[number]

export interface ActionRequest {
  readonly route: string | undefined
  /** `by`, and the other fields of the action. */
  readonly body: Readonly<Record<string, string>>
}

/** States for a retry without a route. An uncertain document may be at the receiver, so a person names the route. */
const RETRIED = ['waiting', 'deferred', 'refused']
/** Settled states. */
const ENDED = ['delivered', 'done', 'superseded', 'discarded']

/** Takes the action on the order, and returns the order with the new state. */
export async function actOn(
  client: AdminClient,
  action: OrderAction,
  { order }: FoundOrder,
  { route, body }: ActionRequest,
): Promise<FoundOrder> {
  for (const place of placesOf(action, order, route))
    await client.ask(`${orderPath(order)}${place}/${action}`, { method: 'POST', body })
  return fetchOrder(client, orderPath(order))
}

/** Each address below the order's that the action is for: the order as a whole, or a delivery. */
function placesOf(action: OrderAction, order: Order, route: string | undefined): string[] {
  if (Object.hasOwn(ON_ORDER, action)) {
    if (route !== undefined) throw new UsageError(`${ON_ORDER[action]} Leave out --route.`)
    return ['']
  }
  const all = newestDeliveries(order)
  if (route !== undefined) {
    const known = all.map((delivery) => delivery.route)
    if (!known.includes(route))
      throw new Unable(`Order ${nameOf(order)} has no delivery on route '${route}'. Give ${oneOf(known)}.`)
    return [placeOf(route)]
  }
  if (action === 'discard') return ['']
  const open = all.filter(({ state }) => (action === 'retry' ? RETRIED.includes(state) : !ENDED.includes(state)))
  if (open.length === 0) throw new Unable(whyNone(action, order, all))
  // A person keys an order once, so the order is done on each open route.
  if (action === 'done') return ['']
  return open.map((delivery) => placeOf(delivery.route))
}

/** Why an action on the whole order takes no route. */
const ON_ORDER: Readonly<Partial<Record<OrderAction, string>>> = {
  release: 'A release is for the order on all its routes.',
  hold: 'A hold is for the order on all its routes.',
  called: 'A call is about the whole order.',
  'not-called': 'A call is about the whole order.',
  'notify-customer': 'A mail to the customer is about the whole order.',
}

const placeOf = (route: string): string => `/deliveries/${encodeURIComponent(route)}`

function whyNone(action: OrderAction, order: Order, all: readonly Delivery[]): string {
  const states = all.map(({ route, state }) => `${route} is ${state}`).join(', ')
  const [held, unsure] = [all.some(({ state }) => state === 'held'), all.find(({ state }) => state === 'uncertain')]
  const routes = action === 'done' ? reportable(order, all) : []
  const [first] = routes
  if (first !== undefined) {
    const command = `npx orderbridge orders done ${nameOf(order)} --route ${first}`
    return `Order ${nameOf(order)} has nothing open. To report what a person keyed, give the route: ${oneOf(routes)}. Such as: ${command}`
  }
  const advice =
    action === 'done'
      ? ''
      : held
        ? ` Send what is held with: npx orderbridge orders release ${nameOf(order)}`
        : unsure
          ? ` The receiver may have it. Ask the receiver first; then give --route ${unsure.route}.`
          : ''
  return `Order ${nameOf(order)} has nothing open for ${action}: ${states || 'it has no delivery'}.${advice}`
}

/** Routes that another route stood in for, or whose discarded document may have arrived. A person may report the order there. */
const reportable = ({ deliveries }: Order, all: readonly Delivery[]): string[] =>
  all
    .filter(({ route, version, state, reached }) =>
      state === 'discarded'
        ? reached === 'maybe'
        : state === 'superseded' &&
          deliveries.some((one) => one.fallbackFor === route && one.version === version && BROUGHT.includes(one.state)),
    )
    .map(({ route }) => route)

const BROUGHT = ['delivered', 'done']
