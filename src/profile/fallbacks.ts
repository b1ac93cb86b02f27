import type { Route, Supplier } from './supplier.ts'
import type { FallbackStep } from './timing.ts'

/** Routes that new orders leave by of themselves. Rungs of a ladder send when called, and one that is to go takes none, where there is another. */
export function primaryRoutes({ routes }: Pick<Supplier, 'routes'>): Route[] {
  const called = new Set(routes.flatMap(({ fallbacks = [] }) => fallbacks.map(({ route }) => route)))
  const first = routes.filter(({ name }) => !called.has(name))
  const open = first.filter((route) => !isDraining(route))
  return open.length > 0 ? open : first
}

/** It takes no new order, and brings those that it has to their end. */
export const isDraining = ({ when }: Pick<Route, 'when'>): boolean =>
  when?.customers?.length === 0 && when.depot === undefined

/** What is called when a delivery by this route is not settled in time. */
export const fallbacksOf = ({ routes }: Pick<Supplier, 'routes'>, route: string): readonly FallbackStep[] =>
  routes.find(({ name }) => name === route)?.fallbacks ?? []

/** Since when a ladder's time counts, and when it ends. Milliseconds since 1970. */
interface LadderTime {
  /** Acceptance, or a person's release. */
  readonly since: number
  readonly cutOff: number | null
  /** When the first route could be used since then, where that is later. */
  readonly opens?: number
}

/** When each rung is due; null for one that time alone does not bring. */
export function fallbackTimes(
  rungs: readonly FallbackStep[],
  { since, cutOff, opens = since }: LadderTime,
): (number | null)[] {
  return rungs.map(({ afterMinutes, beforeCutOffMinutes }, index) => {
    if (afterMinutes !== undefined) return opens + afterMinutes * MINUTE
    if (beforeCutOffMinutes === undefined || cutOff === null || cutOff <= since) return null
    // An order that comes later than that shares out the time that is left, so that each route has some.
    const share = since + ((cutOff - since) * (index + 1)) / (rungs.length + 1)
    return Math.round(Math.max(cutOff - beforeCutOffMinutes * MINUTE, share))
  })
}

/** When the first route's ladder must be looked at; null where it has none. */
export function firstFallbackAt(rungs: readonly FallbackStep[], time: LadderTime): number | null {
  if (rungs.length === 0) return null
  return dueAt(0, fallbackTimes(rungs, time), { rung: -1, calledAt: null }) ?? Number.MAX_SAFE_INTEGER
}

/** Who holds the order now. */
interface Holder {
  /** Its place among the rungs; -1 for the first route, and for one that a person chose. */
  readonly rung: number
  readonly calledAt: number | null
}

/**
 * From when the rung at `index` may take over. Never later than one that comes after it; and whoever was called late has as
 * long as it would have had otherwise.
 */
export function dueAt(index: number, moments: readonly (number | null)[], { rung, calledAt }: Holder): number | null {
  const later = moments.slice(index).filter((moment) => moment !== null)
  if (later.length === 0) return null
  const due = Math.min(...later)
  if (calledAt === null) return due
  const [own, before] = [moments[index], rung < 0 ? null : moments[rung]]
  const share = typeof own === 'number' && typeof before === 'number' && own > before ? own - before : LEAST_SHARE
  return Math.max(due, calledAt + share)
}

const MINUTE = 60_000
const LEAST_SHARE = MINUTE
