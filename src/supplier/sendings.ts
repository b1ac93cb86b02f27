import { withTimeout } from '../web/time-limit.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import type { FaultGuard } from './fault-guard.ts'
import type { WakeTimer } from './wake-timer.ts'

/** Longer than an alert or a mail to a customer may take. */
const LIMIT_MS = 12_000

/**
 * The alerts and mails under way. The object can stop at any time. So an alarm comes soon after their time limit. A storage
 * that fails now repeats no alert.
 */
export function createSendings(
  { clock }: Pick<DispatcherPorts, 'clock'>,
  timer: Pick<WakeTimer, 'comesTooLate' | 'scheduleNextWake'>,
  { guarded }: Pick<FaultGuard, 'guarded'>,
) {
  const running = new Set<Promise<unknown>>()
  let endsBy = Number.NEGATIVE_INFINITY
  return {
    /** Sets the alarm, unless an earlier alarm is set. */
    async watch<T>(sending: Promise<T>): Promise<T> {
      const now = clock.now()
      const bounded = withTimeout(LIMIT_MS, sending)
      running.add(bounded)
      endsBy = now + LIMIT_MS
      if (timer.comesTooLate(endsBy)) guarded(() => timer.scheduleNextWake(now))
      try {
        return await bounded
      } finally {
        running.delete(bounded)
      }
    },
    /** Infinity when nothing is under way. */
    nextCheckAt: (): number => (running.size > 0 && endsBy > clock.now() ? endsBy : Number.POSITIVE_INFINITY),
  }
}
