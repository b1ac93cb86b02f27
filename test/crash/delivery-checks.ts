import type { Check } from './check.ts'
import type { PlacedOrder } from './placed-order.ts'
import type { Arrival } from './receiver.ts'
import { several } from './several.ts'

/** What must hold of the documents that came in, whatever the gateway says of itself. */
export function deliveryChecks(arrivals: readonly Arrival[], orders: readonly PlacedOrder[]): Check[] {
  const unedited = new Set(orders.filter(({ edits }) => edits === 0).map(({ number }) => number))
  return [
    {
      name: 'no Idempotency-Key ever carries two different bodies',
      broken: several(
        arrivals,
        ({ route, key }) => `${route} ${key}`,
        ({ digest }) => digest,
      ),
    },
    {
      name: 'no unedited order arrives under two keys on a route',
      broken: several(
        arrivals.filter(({ orderNumber }) => unedited.has(orderNumber)),
        ({ route, orderNumber }) => `${route} ${orderNumber}`,
        ({ key }) => key,
      ),
    },
    {
      name: 'no control number stands in two documents',
      broken: several(
        arrivals.filter(({ controlNumber }) => controlNumber !== null),
        ({ controlNumber }) => `${controlNumber}`,
        ({ key }) => key,
      ),
    },
    {
      name: 'no version of an order has two contents',
      broken: several(
        arrivals.filter(({ version }) => version !== null),
        ({ orderNumber, version }) => `${orderNumber} version ${version}`,
        ({ quantity }) => quantity,
      ),
    },
    { name: 'no earlier content of an order arrives after a later one', broken: outOfOrder(arrivals) },
    { name: 'every document is of an order that was placed', broken: strangers(arrivals, orders) },
  ]
}

/** Quantities only grow from one content of an order to the next. */
function outOfOrder(arrivals: readonly Arrival[]): string[] {
  const latest = new Map<string, number>()
  return arrivals.flatMap(({ route, orderNumber, quantity }) => {
    const name = `${route} ${orderNumber}`
    const before = latest.get(name) ?? 0
    latest.set(name, Math.max(before, Number(quantity)))
    return Number(quantity) < before ? [`${name}: ${quantity} after ${before}`] : []
  })
}

function strangers(arrivals: readonly Arrival[], orders: readonly PlacedOrder[]): string[] {
  const numbers = new Map(orders.map((order) => [order.number, order]))
  return arrivals.flatMap(({ route, orderNumber, quantity }) => {
    const order = numbers.get(orderNumber)
    const known = order && Number(quantity) <= order.quantity && (order.quantity - Number(quantity)) % 100 === 0
    return known ? [] : [`${route}: order "${orderNumber}", quantity "${quantity}"`]
  })
}
