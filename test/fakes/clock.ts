import type { Clock } from '../../src/ports.ts'

/** Tuesday 24 November 2026, 10:00 in Brussels. */
export const MORNING = Date.UTC(2026, 10, 24, 9)

/** Time passes only when it is told to. */
export function manualClock(
  start = MORNING,
): Clock & { advance(milliseconds: number): void; set(moment: number): void } {
  let time = start
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds
    },
    set: (moment) => {
      time = moment
    },
  }
}

/** A clock that has moved a little each time somebody looks, as a real one does. */
export function tickingClock(start = MORNING): Clock {
  let time = start
  return { now: () => time++ }
}
