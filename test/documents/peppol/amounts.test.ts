import { describe, expect, it } from 'vitest'
import { peppolAmounts } from '../../../src/documents/peppol/amounts.ts'
import type { Line } from '../../../src/model/order/order.ts'
import { sampleOrder } from '../sample-order.ts'

const [line] = sampleOrder.lines
const PRICE = 'packages[0].supplier_package.theoretical_price_per_package'
const TOTAL = 'packages[0].total_theoretical_price'

function amounts(total: string | null, first: Partial<Line>, ...more: Partial<Line>[]) {
  const warnings: Parameters<typeof peppolAmounts>[1] = []
  const rows = more.map((overrides) => ({ ...line, ...overrides }))
  const found = peppolAmounts({ ...sampleOrder, lines: [{ ...line, ...first }, ...rows], total }, warnings)
  return { ...found, warnings: warnings.map(({ path, code, was, became }) => [path, code, was, became]) }
}

describe('the amounts that Peppol takes', () => {
  it.each([
    ['6', '10', undefined, '59.98', true],
    ['6', '10', undefined, '59.97', false],
    ['6', '10', undefined, '60.02', true],
    ['6', '10', undefined, '60.03', false],
    ['1', '20.0398', '2', '10', true],
    ['1', '20.0399', '2', '10', false],
    ['1', '19.9602', '2', '10', true],
    ['1', '19.9601', '2', '10', false],
  ])('are a line of %s at %s for %s, which makes %s, within two cents: %s', (quantity, price, per, total, kept) => {
    const one = { quantity, price, total, ...(per === undefined ? {} : { priceQuantity: per }) }
    const { lines, warnings } = amounts(null, one)
    expect(lines).toEqual([kept ? { price, per: per ?? '1', total } : null])
    expect(warnings).toEqual(
      kept
        ? []
        : [
            [PRICE, 'omitted', price, ''],
            [TOTAL, 'omitted', total, ''],
          ],
    )
  })

  it.each([
    ['9'.repeat(18), true],
    ['9'.repeat(19), false],
    [`${'9'.repeat(16)}.99`, true],
    [`${'9'.repeat(17)}.99`, false],
  ])('have 18 digits: %s', (price, kept) =>
    expect(amounts(null, { quantity: '1', price, total: price }).lines).toEqual([
      kept ? { price, per: '1', total: price } : null,
    ]),
  )

  it('are for a quantity of 18 digits', () => {
    const per = (priceQuantity: string) => amounts(null, { quantity: '6', price: '0', total: '0', priceQuantity }).lines
    expect(per('1'.repeat(18))).toEqual([{ price: '0', per: '1'.repeat(18), total: '0' }])
    expect(per('1'.repeat(19))).toEqual([null])
  })

  it('are spelled as they were posted, unless an exponent, a sign or a zero too many is dropped', () => {
    expect(amounts('60.000', { quantity: '6', price: '1e1', total: '+60' })).toEqual({
      lines: [{ price: '10', per: '1', total: '60' }],
      total: '60.00',
      warnings: [
        [PRICE, 'replaced', '1e1', '10'],
        [TOTAL, 'replaced', '+60', '60'],
        ['theoretical_price', 'replaced', '60.000', '60.00'],
      ],
    })
    expect(amounts('60.0', { quantity: '6', price: '10.000', total: '60.00' })).toEqual({
      lines: [{ price: '10.000', per: '1', total: '60.00' }],
      total: '60.0',
      warnings: [],
    })
  })

  it('add up to the total over the lines that have one', () => {
    const priced = { quantity: '1', price: '10.10', total: '10.10' }
    const unpriced = { quantity: '1', price: null, total: null }
    expect(amounts('20.20', priced, unpriced, priced)).toMatchObject({ total: '20.20', warnings: [] })
    expect(amounts('20.2', priced, priced)).toMatchObject({ total: '20.2', warnings: [] })
    const left = [['theoretical_price', 'omitted', '20.21', '']]
    expect(amounts('20.21', priced, priced)).toMatchObject({ total: null, warnings: left })
    expect(amounts(null, priced)).toMatchObject({ total: null, warnings: [] })
    expect(amounts('0', unpriced)).toMatchObject({ total: null, warnings: [['theoretical_price', 'omitted', '0', '']] })
  })
})
