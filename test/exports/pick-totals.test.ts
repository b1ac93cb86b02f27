import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pickTotals } from '../../src/exports/pick-totals.ts'
import { type Decimal, sum, toDecimal } from '../../src/model/decimal.ts'

const quantity = fc.integer({ min: 1, max: 9_999 }).map((grams) => toDecimal((grams / 1_000).toFixed(3)) ?? fail())
const line = fc.record({
  article: fc.constantFrom('00123', '9', '10'),
  name: fc.constantFrom('Flour', 'Bloem'),
  quantity,
  unit: fc.constantFrom('KGM', 'PCE', null),
  price: fc.constant(null),
  total: fc.constant(null),
})
const order = fc.record({
  isReleased: fc.boolean(),
  isUndecided: fc.boolean(),
  lines: fc.array(line, { maxLength: 5 }),
})

function fail(): never {
  throw new Error('The quantity is no decimal.')
}

describe('the totals of a pick list', () => {
  it('count each line once: to pick, not released, or to decide about', () => {
    fc.assert(
      fc.property(fc.array(order), (orders) => {
        const totals = pickTotals(orders)
        const sumOf = (some: typeof orders, key: { article: string; unit: string | null }): Decimal =>
          sum(
            some
              .flatMap(({ lines }) => lines)
              .filter(({ article, unit }) => article === key.article && unit === key.unit)
              .map((one) => one.quantity),
          )
        const plain = orders.filter(({ isReleased, isUndecided }) => isReleased && !isUndecided)
        const undecided = orders.filter(({ isReleased, isUndecided }) => isReleased && isUndecided)
        const held = orders.filter(({ isReleased }) => !isReleased)
        for (const total of totals) {
          expect(total.quantity).toBe(sumOf(plain, total))
          expect(total.undecided).toBe(sumOf(undecided, total))
          expect(total.notReleased).toBe(sumOf(held, total))
          expect(sum([total.quantity, total.undecided, total.notReleased])).toBe(sumOf(orders, total))
        }
        const lines = orders.flatMap((one) => one.lines.map(({ article, unit }) => `${article} ${unit}`))
        expect(totals.map(({ article, unit }) => `${article} ${unit}`).sort()).toEqual([...new Set(lines)].sort())
      }),
    )
  })
})
