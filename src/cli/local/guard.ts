import { createInterface } from 'node:readline'

// A process beside `npm start`, which may be killed in a way that it cannot catch. Its standard input is a pipe from
// there: each line is the id of a process to end when the pipe closes, so that no workerd keeps the port and the storage.
const pids = new Set<number>()
createInterface({ input: process.stdin })
  .on('line', (line) => pids.add(Number(line)))
  .on('close', () => {
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
  })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
