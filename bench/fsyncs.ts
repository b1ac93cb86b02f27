import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Budget } from './budget.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import type { Served } from './stage.ts'

const ATTACH_MS = 500
const LINES = 10
const LOADS = [
  { atOnce: 1, orders: 100, limit: 1.1 },
  { atOnce: 16, orders: 320, limit: 0.3 },
  { atOnce: 64, orders: 640, limit: 0.1 },
]

/**
 * Flushes to disk for each accepted order. The first subject has the budget. One flush is the least for a durable
 * response to an order that arrives alone.
 */
export async function measureFsyncs(subjects: readonly Served[], secret: string, folder: string): Promise<Budget[]> {
  const budgets: Budget[] = []
  console.log('\nfsyncs per order')
  for (const { atOnce, orders, limit } of LOADS) {
    for (const [index, { name, url, pids, workerd }] of subjects.entries()) {
      const postings = signedOrders(orders, LINES, secret)
      const file = path.join(folder, `fsyncs-${name}-${atOnce}`)
      const count = await countFsyncs(workerd.pid, file, () => post(url, pids, postings, atOnce))
      const value = count === null ? null : count / orders
      console.log(`  ${name.padEnd(10)} ${atOnce} at once: ${value?.toFixed(2) ?? 'not measured, no strace'}`)
      if (index === 0) budgets.push({ name: `fsyncs per accepted order, ${atOnce} at once`, limit, value })
    }
  }
  return budgets
}

/** Number of flushes to disk while `work` runs; null if strace is missing or has no permission. */
async function countFsyncs(pid: number, file: string, work: () => Promise<unknown>): Promise<number | null> {
  if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).status !== 0) return null
  const words = ['-f', '-c', '-e', 'trace=fsync,fdatasync', '-o', file, '-p', String(pid)]
  const strace = spawn('strace', words, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => strace.once('exit', () => resolve()))
  await sleep(ATTACH_MS)
  if (strace.exitCode !== null) return null
  await work()
  strace.kill('SIGINT')
  await ended
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.reduce((sum, line) => {
    const columns = line.trim().split(/\s+/)
    return /^f(data)?sync$/.test(columns.at(-1) ?? '') ? sum + Number(columns[3]) : sum
  }, 0)
}
