import { wakeAt } from '../outbox/wake.ts'
import { openingsAt } from '../profile/opening.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

/** The alarm of one supplier's outbox. An alarm that is set is never moved to a later time. */
export type WakeTimer = ReturnType<typeof createWakeTimer>

/** The alarm that a running alarm holds back. `after` is null as long as no alarm is wanted. */
interface Hold {
  readonly until: number
  readonly release: () => void
  after: number | null
}

/** `soonest`: the time of the next check that no row schedules; infinity when none is due. */
export function createWakeTimer(
  { sql, clock, supplier, setAlarm }: Pick<DispatcherPorts, 'sql' | 'clock' | 'supplier' | 'setAlarm'>,
  soonest: () => number,
) {
  let armed = Number.POSITIVE_INFINITY
  let held: Hold | null = null

  function scheduleWake(at: number): void {
    if (at >= armed) return
    // Cloudflare accepts no alarm before 1.
    setAlarm(Math.max(1, at))
    armed = at
    held?.release()
  }

  function scheduleNextWake(after: number): void {
    const next = wakeAt(sql, openingsAt(supplier, clock.now()), after)
    // A single call, because Cloudflare bills each alarm that is set.
    const at = Math.min(next ?? Number.POSITIVE_INFINITY, soonest())
    if (at === Number.POSITIVE_INFINITY) return
    if (held && at > held.until) held.after = Math.min(after, held.after ?? after)
    else scheduleWake(at)
  }

  return {
    scheduleWake,
    /** `after`: the time up to which all due rows have been checked. A later value would skip rows. */
    scheduleNextWake,
    /** Whether the alarm comes after this time, or after a check that no row schedules. Reads no row. */
    comesTooLate: (at: number) => armed > Math.min(at, soonest()),
    /** Call when the alarm starts: no alarm is set then. */
    alarmStarted(): void {
      armed = Number.POSITIVE_INFINITY
    },
    /**
     * Sets no alarm for a time after `until` before `endHold`. The promise ends once an earlier alarm is set, because the
     * platform runs that alarm only after the running alarm.
     */
    hold: (until: number) =>
      new Promise<void>((release) => {
        held = { until, release, after: null }
      }),
    /** Sets the alarm that was held back, if rows still need it. */
    endHold(): void {
      const after = held?.after ?? null
      held = null
      if (after !== null) scheduleNextWake(after)
    },
  }
}
