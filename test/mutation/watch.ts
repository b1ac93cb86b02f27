import { isMainThread, Worker, workerData } from 'node:worker_threads'

/** A sentence takes a second of the processor at most. What takes this much goes round for ever, and somebody would notice. */
const SECONDS = 8
const EVERY_MS = 500

/** Ends this process when one step takes too much. Time of the processor, since a busy machine makes everything last. */
export function watched(): { next(): void } {
  const steps = new Int32Array(new SharedArrayBuffer(4))
  new Worker(new URL(import.meta.url), { workerData: steps }).unref()
  return { next: () => void Atomics.add(steps, 0, 1) }
}

if (!isMainThread && workerData instanceof Int32Array) {
  const steps = workerData
  let step = -1
  let before = process.cpuUsage()
  setInterval(() => {
    const now = Atomics.load(steps, 0)
    const { user, system } = process.cpuUsage(before)
    if (now !== step) {
      step = now
      before = process.cpuUsage()
    } else if (user + system > SECONDS * 1_000_000) process.kill(process.pid, 'SIGKILL')
  }, EVERY_MS)
}
