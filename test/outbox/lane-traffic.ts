import { backoff } from '../../src/model/backoff.ts'
import { type Lane, nextLane } from '../../src/outbox/lanes.ts'
import { seededRandom } from '../fakes/random.ts'

export interface Load {
  readonly routes: readonly string[]
  /** When each order arrives, for every route or for the ones named. */
  readonly orders: readonly { readonly at: number; readonly routes?: readonly string[] }[]
  /** Attempts on these routes that start in the window last until the time-out and fail. */
  readonly hanging: readonly { readonly route: string; readonly from: number; readonly until: number }[]
  readonly answerMs: number
  readonly seed: number
}

interface Attempt extends Lane {
  readonly order: number
  readonly attempt: number
  readonly endsAt: number
  readonly fails: boolean
}

const TIME_OUT_MS = 30_000
const DELAYS_SECONDS = [5, 30, 120, 600, 1800]
const CONNECTIONS = 6

/**
 * Plays a load through the lanes, event by event. Returns how long each first attempt waited: `route order` →
 * milliseconds.
 */
export function play({ routes, orders, hanging, answerMs, seed }: Load): Map<string, number> {
  const random = seededRandom(seed)
  const waited = new Map<string, number>()
  const failing = new Set<string>()
  const queue = orders.flatMap(({ at, routes: only }, order) =>
    (only ?? routes).map((route) => ({ order, route, due: at, arrived: at, attempt: 1 })),
  )
  let busy: Attempt[] = []
  const moments = (): number[] => [...queue.map(({ due }) => due), ...busy.map(({ endsAt }) => endsAt)]
  for (let now = Math.min(...moments()); Number.isFinite(now); now = Math.min(...moments().filter((at) => at > now))) {
    for (const ended of busy.filter(({ endsAt }) => endsAt <= now)) {
      if (!ended.fails) failing.delete(ended.route)
      else {
        failing.add(ended.route)
        const due = now + backoff(DELAYS_SECONDS, ended.attempt, random()) * 1000
        queue.push({ order: ended.order, route: ended.route, due, arrived: now, attempt: ended.attempt + 1 })
      }
    }
    busy = busy.filter(({ endsAt }) => endsAt > now)
    for (;;) {
      const first = new Map<string, (typeof queue)[number]>()
      for (const one of queue)
        if (one.due <= now && one.due < (first.get(one.route)?.due ?? Number.POSITIVE_INFINITY))
          first.set(one.route, one)
      const due = [...first.values()].sort((a, b) => a.due - b.due).map(({ route }) => route)
      const route = nextLane({ busy, due, failing, lanes: 5 }, now)
      const next = route === null ? undefined : first.get(route)
      if (!next) break
      queue.splice(queue.indexOf(next), 1)
      const fails = hanging.some((one) => one.route === next.route && one.from <= now && now < one.until)
      const endsAt = now + (fails ? TIME_OUT_MS : answerMs)
      busy.push({ route: next.route, startedAt: now, order: next.order, attempt: next.attempt, endsAt, fails })
      // One connection is reserved for alerts.
      if (busy.length >= CONNECTIONS) throw new Error('More lanes than connections.')
      if (next.attempt === 1) waited.set(`${next.route} ${next.order}`, now - next.arrived)
    }
  }
  return waited
}
