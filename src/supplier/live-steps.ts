import { utcTime } from '../model/local-time.ts'
import { listEventsAfter, type PersonalEvent } from '../outbox/events.ts'
import type { Sql } from '../outbox/sql.ts'
import type { Clock } from '../ports.ts'
import type { OrderProgress } from '../steps/dispatch-ports.ts'

/** A step of an order, as it happens. `at` is ISO 8601, UTC. */
export interface LiveStep extends OrderProgress {
  readonly at: string
}

/** The steps and actions since a cursor. */
export interface LiveView {
  readonly cursor: string
  readonly steps: readonly LiveStep[]
  readonly actions: readonly PersonalEvent[]
  /** Steps may be missing: the object started again, or more steps came than are kept. */
  readonly isIncomplete: boolean
}

const KEPT = 500
const MOST_ACTIONS = 200

/**
 * Keeps the last steps in memory, so that a person can watch without a row written or read for each step. The steps are
 * lost when the object ends. The storage has the history of each order.
 */
export function createLiveSteps(sql: Sql, supplier: string, clock: Clock) {
  const startedAt = clock.now()
  let steps: { readonly at: number; readonly progress: OrderProgress }[] = []
  let count = 0
  return {
    add(progress: OrderProgress): void {
      count += 1
      steps.push({ at: clock.now(), progress })
      if (steps.length > 2 * KEPT) steps = steps.slice(-KEPT)
    },
    /** Without a readable cursor: the cursor of this moment, and no steps. */
    since(cursor: string | null): LiveView {
      const [started = NaN, seen = NaN, event = NaN] = (cursor ?? '').split('-').map(Number)
      const [newest] = sql.all<{ seq: number }>('SELECT seq FROM events ORDER BY seq DESC LIMIT 1')
      const isKnown = Number.isInteger(started) && Number.isInteger(seen) && Number.isInteger(event)
      if (!isKnown) return { cursor: cursorOf(newest?.seq ?? 0), steps: [], actions: [], isIncomplete: false }
      const isSameRun = started === startedAt
      const wanted = isSameRun ? Math.max(0, count - seen) : count
      const actions = listEventsAfter(sql, supplier, event, MOST_ACTIONS)
      return {
        cursor: cursorOf(actions.at(-1)?.seq ?? event),
        steps: wanted === 0 ? [] : steps.slice(-wanted).map(({ at, progress }) => ({ at: utcTime(at), ...progress })),
        actions,
        isIncomplete: !isSameRun || wanted > steps.length,
      }
    },
  }

  function cursorOf(event: number): string {
    return `${startedAt}-${count}-${event}`
  }
}
