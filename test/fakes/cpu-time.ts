/** A quiet machine of today runs the loop in this time. */
const LOOP_MS = 10
const LOOP_STEPS = 2_000_000

/**
 * Measures the processor time of this process, in milliseconds of a quiet machine. Other work does not count, and a
 * machine that is ten times slower measures the same.
 */
export function startCpuTime(): () => number {
  const slowness = Math.max(1, loopMs() / LOOP_MS)
  const spent = startProcessorTime()
  return () => spent() / slowness
}

function startProcessorTime(): () => number {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1_000
  }
}

function loopMs(): number {
  const spent = startProcessorTime()
  let sum = 0
  for (let step = 0; step < LOOP_STEPS; step++) sum = (sum * 31 + step) | 0
  // The engine must not drop a loop without a result.
  if (sum === 0.5) throw new Error('A whole number is not a half.')
  return spent()
}
