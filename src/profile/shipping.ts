import { routeNamed } from './route-named.ts'
import type { Supplier } from './supplier.ts'

/** Time before the cut-off at which a waiting order is sent at the latest. An attempt lasts at most a minute. */
const MARGIN_MS = 60_000

type Waits = Pick<Supplier, 'sendAfterSeconds' | 'unconfirmed' | 'routes'>

/** The earliest time at which a newly accepted order may be sent on a route. */
export function firstSendAt(supplier: Waits, route: string, now: number, cutOff: number | null): number {
  const own = routeNamed(supplier, route)?.sendAfterSeconds
  return inTime(now, own ?? supplier.sendAfterSeconds, cutOff)
}

/** The time at which an unconfirmed order is sent without a confirmation; null when a person must decide. */
export function sendUnconfirmedAt(supplier: Waits, route: string, now: number, cutOff: number | null): number | null {
  const { policy, sendAfterSeconds } = routeNamed(supplier, route)?.unconfirmed ?? supplier.unconfirmed
  return policy === 'send' ? inTime(now, sendAfterSeconds, cutOff) : null
}

/** A wait for corrections must not make an order late. */
function inTime(now: number, seconds: number, cutOff: number | null): number {
  const wished = now + seconds * 1000
  return cutOff === null || cutOff < now ? wished : Math.max(now, Math.min(wished, cutOff - MARGIN_MS))
}
