import { createInterface } from 'node:readline'

// A process next to `npm start`, for a kill that `npm start` cannot catch. Each line of standard input is the id of a
// process to end when the pipe closes. So no workerd keeps the port and the storage.
const pids = new Set<number>()
createInterface({ input: process.stdin })
  .on('line', (line) => pids.add(Number(line)))
  .on('close', () => {
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // The process has already ended.
      }
    }
  })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
