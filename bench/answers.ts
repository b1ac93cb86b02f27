import type { Budget } from './budget.ts'
import type { Burst } from './load.ts'
import { interleave, type Load, median, ratio, type Subject } from './rounds.ts'

/**
 * `limit`: CPU ÷ the least possible CPU. A limit only falls: a quiet machine stays a tenth below. A pause of the machine
 * delays all orders that are sent at once, so a round has so many orders that two pauses do not decide its 99th
 * percentile.
 */
const LOADS: readonly (Load & { readonly limit: number })[] = [
  { lines: 10, atOnce: 1, orders: 1_200, limit: 1.6 },
  { lines: 10, atOnce: 16, orders: 4_000, limit: 1.6 },
  { lines: 100, atOnce: 1, orders: 1_200, limit: 1.9 },
  { lines: 100, atOnce: 16, orders: 4_000, limit: 1.9 },
]
/** 99th percentile ÷ that of the least possible answer. */
const P99_LIMIT = 1.5

/**
 * Cost of a webhook response, compared with the least possible cost. The budget compares with the last subject. Each
 * ratio is the median of the ratios of the rounds.
 */
export async function measureAnswers(subjects: readonly Subject[], secret: string): Promise<Budget[]> {
  const budgets: Budget[] = []
  const [product, least] = [subjects[0]?.name ?? '', subjects.at(-1)?.name ?? '']
  for (const load of LOADS) {
    const bursts = await interleave(subjects, load, secret)
    const of = (name: string, read: (burst: Burst) => number): number[] => (bursts.get(name) ?? []).map(read)
    console.log(`\n${load.lines} lines, ${load.atOnce} at once (${load.orders} orders a round)`)
    console.log(row('', 'CPU ms', `÷ ${least}`, 'orders/s', 'p50 ms', 'p99 ms', `÷ ${least}`))
    const cpu = (name: string): number[] => of(name, ({ cpuMsPerOrder }) => cpuMsPerOrder)
    const p99 = (name: string): number[] => of(name, ({ p99Ms }) => p99Ms)
    for (const { name } of subjects) {
      const measured = [
        median(cpu(name)).toFixed(3),
        ratio(cpu(name), cpu(least)).toFixed(2),
        median(of(name, ({ perSecond }) => perSecond)).toFixed(0),
        median(of(name, ({ p50Ms }) => p50Ms)).toFixed(1),
        median(p99(name)).toFixed(1),
        ratio(p99(name), p99(least)).toFixed(2),
      ]
      console.log(row(name, ...measured))
    }
    const about = `of an answer ÷ ${least}'s, ${load.lines} lines, ${load.atOnce} at once`
    budgets.push({ name: `CPU ${about}`, limit: load.limit, value: ratio(cpu(product), cpu(least)) })
    budgets.push({ name: `99th percentile ${about}`, limit: P99_LIMIT, value: ratio(p99(product), p99(least)) })
  }
  return budgets
}

const row = (name: string, ...cells: readonly string[]): string =>
  `  ${name.padEnd(10)}${cells.map((cell) => cell.padStart(11)).join('')}`
