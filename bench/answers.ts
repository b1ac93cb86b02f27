import type { Budget } from './budget.ts'
import type { Burst } from './load.ts'
import { interleave, type Load, median, ratio, type Subject } from './rounds.ts'

/** `limit`: CPU ÷ the least possible CPU. A limit only falls: a quiet machine stays a tenth below. */
const LOADS: readonly (Load & { readonly limit: number })[] = [
  { lines: 10, atOnce: 1, orders: 200, limit: 1.7 },
  { lines: 10, atOnce: 16, orders: 640, limit: 1.6 },
  { lines: 100, atOnce: 1, orders: 160, limit: 1.9 },
  { lines: 100, atOnce: 16, orders: 480, limit: 1.9 },
]

/** Cost of a webhook response, compared with the least possible cost. The budget compares with the last subject. */
export async function measureAnswers(subjects: readonly Subject[], secret: string): Promise<Budget[]> {
  const budgets: Budget[] = []
  const [product, least] = [subjects[0]?.name ?? '', subjects.at(-1)?.name ?? '']
  for (const load of LOADS) {
    const bursts = await interleave(subjects, load, secret)
    const of = (name: string, read: (burst: Burst) => number): number[] => (bursts.get(name) ?? []).map(read)
    console.log(`\n${load.lines} lines, ${load.atOnce} at once (${load.orders} orders a round)`)
    console.log(row('', 'CPU ms', `÷ ${least}`, 'orders/s', 'p50 ms', 'p99 ms'))
    for (const { name } of subjects) {
      const cpu = of(name, ({ cpuMsPerOrder }) => cpuMsPerOrder)
      const measured = [
        median(cpu).toFixed(3),
        ratio(
          cpu,
          of(least, ({ cpuMsPerOrder }) => cpuMsPerOrder),
        ).toFixed(2),
        median(of(name, ({ perSecond }) => perSecond)).toFixed(0),
        median(of(name, ({ p50Ms }) => p50Ms)).toFixed(1),
        median(of(name, ({ p99Ms }) => p99Ms)).toFixed(1),
      ]
      console.log(row(name, ...measured))
    }
    const cpu = (name: string): number[] => of(name, ({ cpuMsPerOrder }) => cpuMsPerOrder)
    const name = `CPU of an answer ÷ ${least}'s, ${load.lines} lines, ${load.atOnce} at once`
    budgets.push({ name, limit: load.limit, value: ratio(cpu(product), cpu(least)) })
  }
  return budgets
}

const row = (name: string, ...cells: readonly string[]): string =>
  `  ${name.padEnd(10)}${cells.map((cell) => cell.padStart(11)).join('')}`
