import type { DispatcherPorts } from './dispatcher-ports.ts'
import type { WakeTimer } from './wake-timer.ts'

/** Time until work that threw an error is tried again. */
export const FAULT_WAIT_MS = 60_000

export type FaultGuard = ReturnType<typeof createFaultGuard>

/** Cloudflare drops an alarm that throws six times, so the guard catches the error and sets an alarm in a minute. */
export function createFaultGuard(
  { name, clock, log }: Pick<DispatcherPorts, 'name' | 'clock' | 'log'>,
  timer: Pick<WakeTimer, 'scheduleWake'>,
) {
  function fault(error: unknown): void {
    log({ event: 'dispatcher-fault', supplier: name, error: errorName(error) })
    timer.scheduleWake(clock.now() + FAULT_WAIT_MS)
  }
  return {
    fault,
    /** Runs the work. An internal error stops no other work. */
    guarded(work: () => void): void {
      try {
        work()
      } catch (error) {
        fault(error)
      }
    },
  }
}

export const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
