/** Measures the processor time of this process in milliseconds. Other work of a busy machine does not count. */
export function startCpuTime(): () => number {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1_000
  }
}
