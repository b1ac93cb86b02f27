import type { Supplier } from './supplier.ts'

/** So long before its cut-off an order leaves at the latest, whatever it waits for: an attempt lasts a minute at most. */
const MARGIN_MS = 60_000

type Waits = Pick<Supplier, 'shipAfterSeconds' | 'unconfirmed' | 'routes'>

/** When an order that is accepted now may leave by a route. */
export function firstSendAt(supplier: Waits, route: string, now: number, cutOff: number | null): number {
  const own = routeOf(supplier, route)?.shipAfterSeconds
  return inTime(now, own ?? supplier.shipAfterSeconds, cutOff)
}

/** When an order whose sender doesn't know of it leaves all the same; null where that needs a person's word. */
export function sendUnconfirmedAt(supplier: Waits, route: string, now: number, cutOff: number | null): number | null {
  const { policy, shipAfterSeconds } = routeOf(supplier, route)?.unconfirmed ?? supplier.unconfirmed
  return policy === 'ship' ? inTime(now, shipAfterSeconds, cutOff) : null
}

const routeOf = ({ routes }: Waits, route: string) => routes.find(({ name }) => name === route)

/** Waiting for a correction must not make an order late. */
function inTime(now: number, seconds: number, cutOff: number | null): number {
  const wished = now + seconds * 1000
  return cutOff === null || cutOff < now ? wished : Math.max(now, Math.min(wished, cutOff - MARGIN_MS))
}
