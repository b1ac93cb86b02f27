import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { limitTable, millionTable, monthTable, storageTable } from '../../bench/price-tables.ts'

const missing = (page: string, rows: readonly string[]): string[] => {
  const text = readFileSync(page, 'utf8').split('\n')
  return rows.filter((row) => !text.some((line) => line.startsWith(row)))
}

describe('the prices in the docs', () => {
  it('are computed from the measured figures of an order', () => {
    expect(missing('docs/benchmarks.md', millionTable())).toEqual([])
    expect(missing('docs/costs.md', [...monthTable(), ...limitTable(), ...storageTable()])).toEqual([])
  })

  it('of a million orders stay under 20 dollars, and under 10 without storage', () => {
    const sums = millionTable().filter((row) => row.includes('**'))
    const [without = [], all = []] = sums.map((row) =>
      [...row.matchAll(/\*\*(\d[\d.]*)\*\*/g)].map(([, sum]) => Number(sum)),
    )
    expect(without).toHaveLength(2)
    expect(all).toHaveLength(2)
    expect(Math.max(...without)).toBeLessThan(10)
    expect(Math.max(...all)).toBeLessThan(20)
  })
})
