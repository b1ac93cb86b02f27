import { wakeAt } from '../outbox/wake.ts'
import { openingsAt } from '../profile/opening.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

/** The alarm of one supplier's outbox. An alarm that is set is never moved to a later time. */
export interface WakeTimer {
  scheduleWake(at: number): void
  /** `after`: the time up to which all due rows have been checked. A later value would skip rows. */
  scheduleNextWake(after: number): void
  /** Whether no alarm is set for this time or an earlier time. */
  isLaterThan(at: number): boolean
  /** Call when the alarm starts: no alarm is set then. */
  alarmStarted(): void
}

/** `soonest`: the time of the next check that no row schedules; infinity when none is due. */
export function createWakeTimer(
  { sql, clock, supplier, setAlarm }: Pick<DispatcherPorts, 'sql' | 'clock' | 'supplier' | 'setAlarm'>,
  soonest: () => number,
): WakeTimer {
  let armed = Number.POSITIVE_INFINITY

  function scheduleWake(at: number): void {
    if (at >= armed) return
    // Cloudflare accepts no alarm before 1.
    setAlarm(Math.max(1, at))
    armed = at
  }

  return {
    scheduleWake,
    scheduleNextWake(after) {
      const next = wakeAt(sql, openingsAt(supplier, clock.now()), after)
      // A single call, because Cloudflare bills each alarm that is set.
      const at = Math.min(next ?? Number.POSITIVE_INFINITY, soonest())
      if (at !== Number.POSITIVE_INFINITY) scheduleWake(at)
    },
    isLaterThan: (at) => armed > at,
    alarmStarted() {
      armed = Number.POSITIVE_INFINITY
    },
  }
}
