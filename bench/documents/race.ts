import { median } from '../rounds.ts'

const ROUNDS = 21
/** Long enough for the clock, short enough that both sides of a round meet the same machine. */
const BATCH_US = 12_000
const WARM_UP_US = 150_000

/** Median of the CPU ratios of all rounds: a disturbance affects both sides of a round. */
export function race(ours: () => void, theirs: () => void): number {
  for (const side of [ours, theirs]) clocked(side, timesFor(side, WARM_UP_US))
  const times = Math.max(1, timesFor(theirs, BATCH_US))
  return median(Array.from({ length: ROUNDS }, () => clocked(ours, times) / clocked(theirs, times)))
}

/** Number of runs within this number of microseconds. */
function timesFor(work: () => void, microseconds: number): number {
  work()
  const least = Math.min(clocked(work, 1), clocked(work, 1), clocked(work, 1))
  return Math.ceil(microseconds / Math.max(1, least))
}

/** Uses CPU time, because wall-clock time would include other processes. */
function clocked(work: () => void, times: number): number {
  const started = process.cpuUsage()
  for (let index = 0; index < times; index++) work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / times
}
