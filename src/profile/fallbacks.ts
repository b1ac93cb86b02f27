import { routeNamed } from './route-named.ts'
import type { Route, Supplier } from './supplier.ts'
import type { FallbackStep } from './timing.ts'

/**
 * The routes that new orders use at once. Excludes fallback routes. Also excludes draining routes, unless all primary
 * routes are draining.
 */
export function primaryRoutes({ routes }: Pick<Supplier, 'routes'>): Route[] {
  const called = new Set(routes.flatMap(({ fallbacks = [] }) => fallbacks.map(({ route }) => route)))
  const first = routes.filter(({ name }) => !called.has(name))
  const open = first.filter((route) => !isDraining(route))
  return open.length > 0 ? open : first
}

/** A draining route gets no new order and completes its open deliveries. */
export const isDraining = ({ when }: Pick<Route, 'when'>): boolean =>
  when?.customers?.length === 0 && when.depot === undefined

/** A fallback route sends only when another route calls it. */
export const isFallbackRoute = ({ routes }: FallbackChains, route: string): boolean =>
  routes.some(({ fallbacks = [] }) => fallbacks.some((step) => step.route === route))

interface FallbackChains {
  readonly routes: readonly Pick<Route, 'fallbacks'>[]
}

export const fallbacksOf = (supplier: Pick<Supplier, 'routes'>, route: string): readonly FallbackStep[] =>
  routeNamed(supplier, route)?.fallbacks ?? []

/** The other routes of each fallback chain in which this route is: they bring the same orders, one in place of another. */
export function substitutesOf({ routes }: Pick<Supplier, 'routes'>, route: string): string[] {
  const chains = routes.map(({ name, fallbacks = [] }) => [name, ...fallbacks.flatMap((step) => step.route ?? [])])
  const others = chains.filter((chain) => chain.includes(route)).flat()
  return [...new Set(others)].filter((name) => name !== route)
}

/** The times of a fallback chain, in milliseconds since 1970. */
interface ChainTime {
  /** Acceptance, or a person's release. */
  readonly since: number
  readonly cutOff: number | null
  /** The time at which the primary route opened, if later than `since`. */
  readonly opens?: number
}

/** Returns the time of each fallback step; null for a step without a time. */
export function fallbackTimes(
  steps: readonly FallbackStep[],
  { since, cutOff, opens = since }: ChainTime,
): (number | null)[] {
  return steps.map(({ afterMinutes, beforeCutOffMinutes }, index) => {
    if (afterMinutes !== undefined) return opens + afterMinutes * MINUTE
    if (beforeCutOffMinutes === undefined || cutOff === null || cutOff <= since) return null
    // An order that arrives after the step's time divides the remaining time, so that each route gets a share.
    const share = since + ((cutOff - since) * (index + 1)) / (steps.length + 1)
    return Math.round(Math.max(cutOff - beforeCutOffMinutes * MINUTE, share))
  })
}

/** Returns the first time at which the chain must be checked; null without fallbacks. */
export function firstFallbackAt(steps: readonly FallbackStep[], time: ChainTime): number | null {
  if (steps.length === 0) return null
  return dueAt(0, fallbackTimes(steps, time), { step: -1, fallbackStartedAt: null }) ?? Number.MAX_SAFE_INTEGER
}

/** The route that has the order now. */
interface Holder {
  /** The step's index; -1 for the primary route, and for a route that a person chose. */
  readonly step: number
  readonly fallbackStartedAt: number | null
}

/**
 * Earliest time for fallback step `index`. No step is due after a later step. A route that started late keeps its
 * full share of time.
 */
export function dueAt(
  index: number,
  moments: readonly (number | null)[],
  { step, fallbackStartedAt }: Holder,
): number | null {
  const later = moments.slice(index).filter((moment) => moment !== null)
  if (later.length === 0) return null
  const due = Math.min(...later)
  if (fallbackStartedAt === null) return due
  const [own, before] = [moments[index], step < 0 ? null : moments[step]]
  const share = typeof own === 'number' && typeof before === 'number' && own > before ? own - before : LEAST_SHARE
  return Math.max(due, fallbackStartedAt + share)
}

const MINUTE = 60_000
const LEAST_SHARE = MINUTE
