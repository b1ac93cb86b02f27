import '../../src/cli/hooks.ts'
import type { Budget } from '../budget.ts'
import { orderOf } from './wide-order.ts'

const { formatNames, writerOf } = await import('./writers.ts')

const WARM_UP = 200

/** Prints budgets as JSON for documents.ts. Run with --expose-gc and a young generation that never fills. */
const budgets = formatNames.map((format): Budget => {
  const write = writerOf(format)
  for (let round = 0; round < WARM_UP; round++) write(orderOf(50))
  const [few, many] = [allocated(write, 1000), allocated(write, 10_000)]
  const mebibytes = (many / 2 ** 20).toFixed(0)
  return {
    name: `${format}: bytes allocated for 10,000 lines (${mebibytes} MiB) ÷ 10 × those for 1,000`,
    limit: 1.2,
    value: many / (10 * few),
  }
})
process.stdout.write(JSON.stringify(budgets))

/** All memory allocated while writing, used later or not: no garbage collection runs meanwhile. */
function allocated(write: (order: ReturnType<typeof orderOf>) => unknown, lines: number): number {
  const order = orderOf(lines)
  write(order)
  if (!globalThis.gc) throw new Error('Run this with --expose-gc.')
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  write(order)
  return process.memoryUsage().heapUsed - before
}
