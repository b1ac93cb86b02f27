import type { Clock } from '../../src/ports.ts'

/** Tuesday 24 November 2026, 10:00 in Brussels. */
export const MORNING = Date.UTC(2026, 10, 24, 9)

/** Time passes only by calls of the test. */
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

/** A clock that advances with each reading, like a real clock. */
export function tickingClock(start = MORNING): Clock {
  let time = start
  return { now: () => time++ }
}
