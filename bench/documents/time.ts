import '../../src/cli/hooks.ts'
import type { Order } from '../../src/model/order/order.ts'
import type { Budget } from '../budget.ts'
import { median } from '../rounds.ts'
import { race } from './race.ts'
import { orderOf } from './wide-order.ts'

// A template is a module of text, which Node reads only after the hooks are in place.
const { bytesOf, formatNames, textWriterOf, writerOf } = await import('./writers.ts')
const together = await import('./by-concatenation.ts')
const builder = await import('./by-builder.ts')

const SIZES = [10, 100, 1000, 10_000]

type Write = (order: Order) => string

interface Rival {
  readonly format: string
  /** The same bytes from joined strings, for the growth of time with the number of lines. */
  readonly plain: Write
  /** A rival that must not be much faster, and the allowed ratio. */
  readonly limit: number
  readonly by: string
  readonly write: Write
}

const concatenated = (format: string, write: Write): Rival => ({
  ...{ format, plain: write, limit: 3, by: 'concatenation', write },
})

const RIVALS: readonly Rival[] = [
  concatenated('edifact-d96a', together.edifact),
  concatenated('x12-850-4010', together.x12),
  concatenated('tradacoms-orders-9', together.tradacoms),
  { format: 'ubl-order-2.1', plain: together.ubl, limit: 1.2, by: 'the bare XMLBuilder', write: builder.ubl },
]

/** Prints budgets as JSON for documents.ts. */
const budgets = [...RIVALS.flatMap(raced), ...eachFor100Lines()]
process.stdout.write(JSON.stringify(budgets))

function raced({ format, plain, limit, by, write }: Rival): Budget[] {
  const against = SIZES.map((lines) => ratio(format, write, orderOf(lines)))
  const beside = write === plain ? against : SIZES.map((lines) => ratio(format, plain, orderOf(lines)))
  const [at1000 = Number.NaN, at10000 = Number.NaN] = beside.slice(2)
  return [
    ...against.map((value, index) => ({ name: `${format}: × ${by} at ${SIZES[index]} lines`, limit, value })),
    { name: `${format}: growth from 1,000 to 10,000 lines ÷ concatenation's`, limit: 1.2, value: at10000 / at1000 },
  ]
}

function ratio(format: string, theirs: Write, order: Order): number {
  const ours = textWriterOf(format)
  if (ours(order) !== theirs(order)) throw new Error(`The rival makes other bytes than ${format}: the race is unfair`)
  // V8 joins strings only at the first reading: convert to bytes on both sides.
  return race(
    () => Buffer.from(ours(order)),
    () => Buffer.from(theirs(order)),
  )
}

function eachFor100Lines(): Budget[] {
  const order = orderOf(100)
  const budgets: Budget[] = []
  for (const format of formatNames) {
    const write = writerOf(format)
    const rounds: number[] = []
    // The first fifty rounds are for compilation.
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
