import '../../src/cli/hooks.ts'
import type { Order } from '../../src/order/order.ts'
import type { Budget } from '../budget.ts'
import { median } from '../rounds.ts'
import { race } from './race.ts'
import { orderOf } from './wide-order.ts'

// A template is a module of text, which Node reads only after the hooks are in place.
const { bytesOf, formatNames, textWriterOf, writerOf } = await import('./writers.ts')
const { edifact, tradacoms, x12 } = await import('./by-concatenation.ts')
const { ubl } = await import('./by-builder.ts')

const SIZES = [10, 100, 1000, 10_000]

interface Rival {
  readonly format: string
  readonly by: string
  readonly limit: number
  readonly write: (order: Order) => string
}

const RIVALS: readonly Rival[] = [
  { format: 'edifact-d96a', by: 'concatenation', limit: 3, write: edifact },
  { format: 'x12-850-4010', by: 'concatenation', limit: 3, write: x12 },
  { format: 'tradacoms-orders-9', by: 'concatenation', limit: 3, write: tradacoms },
  { format: 'ubl-order-2.1', by: 'the bare XMLBuilder', limit: 1.2, write: ubl },
]

/** Prints budgets as JSON: what documents.ts reads. */
const budgets = [...RIVALS.flatMap(raced), ...eachFor100Lines()]
process.stdout.write(JSON.stringify(budgets))

function raced({ format, by, limit, write }: Rival): Budget[] {
  const ours = textWriterOf(format)
  const ratios = SIZES.map((lines) => {
    const order = orderOf(lines)
    if (ours(order) !== write(order)) throw new Error(`${by} makes other bytes than ${format}: the race is unfair`)
    // Text put together is a promise of text until somebody reads it: both sides keep the promise.
    return race(
      () => Buffer.from(ours(order)),
      () => Buffer.from(write(order)),
    )
  })
  const [at1000 = Number.NaN, at10000 = Number.NaN] = ratios.slice(2)
  return [
    ...ratios.map((value, index) => ({ name: `${format}: × ${by} at ${SIZES[index]} lines`, limit, value })),
    { name: `${format}: growth from 1,000 to 10,000 lines ÷ that of ${by}`, limit: 1.2, value: at10000 / at1000 },
  ]
}

function eachFor100Lines(): Budget[] {
  const order = orderOf(100)
  const budgets: Budget[] = []
  for (const format of formatNames) {
    const write = writerOf(format)
    const rounds: number[] = []
    // The first fifty are for compiling.
    for (let round = -50; round < 100; round++) {
      const started = process.cpuUsage()
      bytesOf(write(order))
      const { user, system } = process.cpuUsage(started)
      if (round >= 0) rounds.push((user + system) / 1000)
    }
    budgets.push({ name: `${format}: ms of CPU for 100 lines`, limit: 2, value: median(rounds) })
  }
  return budgets
}
