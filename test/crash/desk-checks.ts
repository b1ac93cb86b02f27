import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import type { Check } from './check.ts'
import type { Customer } from './customer.ts'
import type { Desk, ListedOrder } from './desk.ts'
import type { PlacedOrder } from './placed-order.ts'
import type { Arrival, Receiver } from './receiver.ts'
import type { Setting } from './setting.ts'

/** What was seen of one whole run. */
export interface Seen {
  readonly customer: Customer
  readonly receiver: Receiver
  readonly setting: Setting
  /** Orders that were held when everything else had settled. */
  readonly held: readonly ListedOrder[]
  readonly released: ReadonlySet<string>
  /** Orders that did not settle in time. */
  readonly pending: readonly ListedOrder[]
}

/** Releases every other held order as a replacement; the others stay with the desk, which has been told. */
export async function releaseSome(desk: Desk, held: readonly ListedOrder[], dice: Dice): Promise<Set<string>> {
  const released = new Set<string>()
  for (const { orderId } of held) if (dice.chance(0.5) && (await desk.release(orderId))) released.add(orderId)
  return released
}

/** What must hold between the answers, the documents, and what the Admin API says. */
export async function deskChecks(desk: Desk, seen: Seen): Promise<Check[]> {
  const { customer, receiver, held, released, pending } = seen
  const listed = new Map((await desk.list()).map((order) => [order.orderId, order]))
  const answered = customer.orders.filter(({ answers }) => answers.length > 0)
  const heldIds = new Set(held.map(({ orderId }) => orderId))
  const told = new Set(receiver.told.filter(({ kind }) => kind === 'held').flatMap(({ orderIds }) => orderIds))
  return [
    { name: 'every order settles, or is held', broken: pending.map(({ orderId, state }) => `${orderId}: ${state}`) },
    {
      name: 'every order with a 2xx is known to the desk',
      broken: answered.filter(({ id }) => !listed.has(id)).map(({ id }) => id),
    },
    {
      name: 'every order answered held is seen held by the desk',
      broken: answered
        .filter(({ id, answers }) => answers.some(({ status }) => status === 'held') && !heldIds.has(id))
        .map(({ id }) => id),
    },
    {
      name: 'held orders are revisions, and nothing else',
      broken: held
        .filter(({ holdReason }) => holdReason !== 'revision')
        .map(({ orderId, holdReason }) => `${orderId}: ${holdReason}`),
    },
    {
      name: 'somebody was told of every held order',
      broken: held.filter(({ orderId }) => !told.has(orderId)).map(({ orderId }) => orderId),
    },
    {
      name: 'every released order has settled',
      broken: [...released]
        .filter((id) => listed.get(id)?.state !== 'settled')
        .map((id) => `${id}: ${listed.get(id)?.state}`),
    },
    {
      name: 'no second content of an order reaches a route unless a person released it',
      broken: doubled(
        receiver.arrivals,
        new Set(held.filter(({ orderId }) => released.has(orderId)).map(({ orderNumber }) => orderNumber)),
      ),
    },
    {
      name: 'every order with a 2xx arrives on every route, or is held there',
      broken: await lost(desk, answered, seen),
    },
  ]
}

/** A route where the answered content is held has at least the content before it. */
async function lost(desk: Desk, orders: readonly PlacedOrder[], { receiver, setting }: Seen): Promise<string[]> {
  const missing: string[] = []
  for (const { id, number, answers } of orders) {
    const deliveries = await desk.deliveries(id)
    for (const route of setting.routes) {
      const taken = receiver.arrivals.filter(
        (one) => one.route === route && one.orderNumber === number && one.said === 'taken',
      )
      const last = answers.at(-1)
      const isHeld = deliveries.some(
        (one) => one.route === route && one.version === last?.version && one.state === 'held',
      )
      const arrived = isHeld ? taken.length > 0 : taken.some(({ quantity }) => quantity === last?.quantity)
      if (!arrived) missing.push(`${id} on ${route}: ${JSON.stringify(last)}, taken ${taken.length}, held ${isHeld}`)
    }
  }
  return missing
}

/** A content that the receiver said it did not take has not reached it, as far as anyone can know. */
function doubled(arrivals: readonly Arrival[], released: ReadonlySet<string>): string[] {
  const contents = new Map<string, Set<string>>()
  for (const { route, orderNumber, quantity, said } of arrivals) {
    if (said === 'not taken' || released.has(orderNumber)) continue
    const name = `${route} ${orderNumber}`
    contents.set(name, (contents.get(name) ?? new Set()).add(quantity))
  }
  return [...contents].filter(([, all]) => all.size > 1).map(([name, all]) => `${name}: ${[...all].join(', ')}`)
}
