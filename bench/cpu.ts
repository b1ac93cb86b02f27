import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of /proc; 100 a second on every Linux. */
const TICK_MS = 10

/** CPU time of these processes: the clocks of the threads if the kernel has such clocks, else user and system ticks. */
export const cpuMs = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + (byThread(pid) ?? byTicks(pid)), 0)

function byThread(pid: number): number | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.reduce((sum, thread) => {
      const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
      return sum + Number(nanoseconds) / 1e6
    }, 0)
  } catch {
    return null
  }
}

function byTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the command in brackets, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
