import type { Budget } from './budget.ts'

/** The size and the least CPU to start of a Worker. */
export interface Cost {
  readonly gzippedKib: number
  readonly startMs: number
}

const LIMIT_KIB = 56
const LIMIT_RATIO = 1.35
const LIMIT_MS = 10

/** What the pages of the console cost: the same configuration with the pages and without. */
export function consoleBudgets(full: Cost, lean: Cost, isShort: boolean): Budget[] {
  const kib = full.gzippedKib - lean.gzippedKib
  const ms = full.startMs - lean.startMs
  return [
    { name: 'KiB gzipped that the console adds', limit: LIMIT_KIB, value: kib },
    { name: 'CPU to start with the console ÷ without', limit: LIMIT_RATIO, value: full.startMs / lean.startMs },
    // Other load on the machine of CI can add more than these few milliseconds.
    ...(isShort ? [] : [{ name: 'ms of CPU to start that the console adds', limit: LIMIT_MS, value: ms }]),
  ]
}
