import { findingNote } from '../model/finding.ts'
import type { Clock } from '../ports.ts'
import type { OrderApi } from '../profile/order-api.ts'

/**
 * The part of Cloudflare's limits that one invocation of the Worker has used, over all polled suppliers. Counts
 * requests to the network, and calls to the gateway's own storage.
 */
export type RunBudget = ReturnType<typeof createRunBudget>

export const createRunBudget = ({ now }: Clock) => ({ startedAt: now(), requests: 0, calls: 0 })

type Limits = Pick<OrderApi, 'requestsPerRun' | 'callsPerRun' | 'runSeconds'>

/** Reserved, so that a run that stops can still store its position. */
const CALLS_RESERVED = 20

/** Why this run must read no further page; null while the budget lasts. */
export function budgetExceeded({ requests, calls, startedAt }: RunBudget, limits: Limits, now: number): string | null {
  if (requests >= limits.requestsPerRun) return findingNote('run-requests', { count: String(limits.requestsPerRun) })
  if (calls >= limits.callsPerRun - CALLS_RESERVED)
    return findingNote('run-calls', { count: String(limits.callsPerRun) })
  if (now - startedAt >= limits.runSeconds * 1000)
    return findingNote('run-seconds', { seconds: String(limits.runSeconds) })
  return null
}

/** The longest time that a run may still wait for its turn. */
export const timeLeft = ({ startedAt }: RunBudget, { runSeconds }: Limits, now: number): number =>
  Math.max(0, startedAt + runSeconds * 1000 - now)

/** Returns the first entries, as many as the remaining calls allow. No later step depends on the entries. */
export function withinBudget<K, V>(all: ReadonlyMap<K, V>, spending: RunBudget, { callsPerRun }: Limits): Map<K, V> {
  const some = [...all].slice(0, Math.max(0, callsPerRun - CALLS_RESERVED - spending.calls))
  spending.calls += some.length
  return new Map(some)
}
