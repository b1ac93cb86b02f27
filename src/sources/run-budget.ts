import type { Clock } from '../ports.ts'
import type { OrderApi } from '../profile/order-api.ts'

/**
 * What one invocation of the Worker has used of what Cloudflare allows it, over all suppliers that it polls: requests to the outside,
 * and calls to our own storage.
 */
export interface RunBudget {
  readonly startedAt: number
  requests: number
  calls: number
}

export const newSpending = ({ now }: Clock): RunBudget => ({ startedAt: now(), requests: 0, calls: 0 })

type Limits = Pick<OrderApi, 'requestsPerRun' | 'callsPerRun' | 'runSeconds'>

/** Kept back, so that a run that stops can still write down where. */
const CALLS_RESERVED = 20

/** Why there must be no further page in this run; null while there may. */
export function budgetExceeded({ requests, calls, startedAt }: RunBudget, limits: Limits, now: number): string | null {
  if (requests >= limits.requestsPerRun) return `A run may make ${limits.requestsPerRun} requests.`
  if (calls >= limits.callsPerRun - CALLS_RESERVED) return `A run may make ${limits.callsPerRun} calls to storage.`
  if (now - startedAt >= limits.runSeconds * 1000) return `A run may take ${limits.runSeconds} seconds.`
  return null
}

/** How long a run may still wait for its turn. */
export const timeLeft = ({ startedAt }: RunBudget, { runSeconds }: Limits, now: number): number =>
  Math.max(0, startedAt + runSeconds * 1000 - now)

/** The first of these, as far as calls are left that nothing depends on. */
export function withinBudget<K, V>(all: ReadonlyMap<K, V>, spending: RunBudget, { callsPerRun }: Limits): Map<K, V> {
  const some = [...all].slice(0, Math.max(0, callsPerRun - CALLS_RESERVED - spending.calls))
  spending.calls += some.length
  return new Map(some)
}
