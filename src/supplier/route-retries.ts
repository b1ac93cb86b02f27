import { continueRetries, hasRetries } from '../outbox/route/retry-route.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

/** Continues the retry of a route with very many deliveries, a part at a time. */
export interface RouteRetries {
  /** When the next deliveries are sent again; infinity when no retry goes on. */
  readonly at: number
  /** A retry has begun. */
  expect(): void
  look(): void
}

/** Leaves time for other calls between two parts. */
const PAUSE_MS = 100

export function createRouteRetries({ sql, clock }: Pick<DispatcherPorts, 'sql' | 'clock'>): RouteRetries {
  const next = (): number => (hasRetries(sql) ? clock.now() + PAUSE_MS : Number.POSITIVE_INFINITY)
  let at = next()
  return {
    get at() {
      return at
    },
    expect() {
      at = next()
    },
    look() {
      if (clock.now() < at) return
      continueRetries(sql)
      at = next()
    },
  }
}
