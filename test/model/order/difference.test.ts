import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderDifference } from '../../../src/model/order/difference.ts'
import { contentDigest } from '../../../src/model/order/identity.ts'
import type { Line, Order } from '../../../src/model/order/order.ts'
import { isSameContent } from '../../../src/model/order/same-content.ts'
import { sampleOrder } from '../../documents/sample-order.ts'
import { histories } from '../../fakes/histories.ts'

const line = (article: string, quantity: string): Line => ({ article, quantity, name: '', price: null, total: null })
const withLines = (...lines: [Line, ...Line[]]): Order => ({ ...sampleOrder, lines })

const at = (time: string): Order => ({ ...sampleOrder, deliveryTime: { time, offset: '+01:00' } })

describe('the difference of two contents', () => {
  it.each<[string, Order, Order, string[]]>([
    ['nothing', sampleOrder, sampleOrder, []],
    [
      'a date',
      sampleOrder,
      { ...sampleOrder, deliveryDate: null },
      ['delivery date: Thursday 26 November 2026 → none'],
    ],
    [
      'an hour',
      at('07:00'),
      at('16:00'),
      ['delivery date: Thursday 26 November at 07:00 → Thursday 26 November at 16:00'],
    ],
    ['no hour, where only one of them has one', at('07:00'), sampleOrder, []],
    ['a customer', sampleOrder, { ...sampleOrder, customer: 'K-1' }, ['customer number: K-778812 → K-1']],
    [
      'remarks, but not the white space around them',
      { ...sampleOrder, remarks: 'a' },
      { ...sampleOrder, remarks: ' b ' },
      ['remarks: a → b'],
    ],
    [
      'long remarks, from a little before they part',
      { ...sampleOrder, remarks: `${'a'.repeat(1_000)}b${'c'.repeat(1_000)}` },
      { ...sampleOrder, remarks: `${'a'.repeat(1_000)}d` },
      [`remarks: … ${'a'.repeat(50)}b${'c'.repeat(249)} … → … ${'a'.repeat(299)}d`],
    ],
    ['a quantity', withLines(line('1', '2')), withLines(line('1', '2.5')), ['1: 2 → 2.5']],
    ['an article more', withLines(line('1', '2')), withLines(line('1', '2'), line('2', '3')), ['2: not ordered → 3']],
    ['an article less', withLines(line('1', '2'), line('2', '3')), withLines(line('1', '2')), ['2: 3 → removed']],
    [
      'one of two lines of an article',
      withLines(line('1', '2'), line('1', '3')),
      withLines(line('1', '2')),
      ['1: 2 and 3 → 2'],
    ],
    [
      'the order of the lines',
      withLines(line('1', '2'), line('2', '3')),
      withLines(line('2', '3'), line('1', '2')),
      ['the lines stand in another order'],
    ],
    ['prices and persons only', sampleOrder, { ...sampleOrder, total: null, person: null }, []],
  ])('is %s', (_, before, after, expected) => {
    expect(orderDifference(before, after, 'en')).toEqual(expected)
  })

  it('has the decimal mark of the language, because 1.125 would be read as more than a thousand', () => {
    const [before, after] = [withLines(line('1', '2.5')), withLines(line('1', '1.125'))]
    for (const language of ['nl', 'fr', 'de'] as const)
      expect(orderDifference(before, after, language)).toEqual(['1: 2,5 → 1,125'])
  })

  it('is told in the language of whoever must choose', () => {
    const [before, after] = [
      withLines(line('1', '2'), line('2', '3'), line('2', '4')),
      { ...withLines(line('3', '1')), deliveryDate: null },
    ]
    expect(orderDifference(before, after, 'fr')).toEqual([
      'date de livraison: jeudi 26 novembre 2026 → aucune',
      '1: 2 → supprimé',
      '2: 3 et 4 → supprimé',
      '3: non commandé → 1',
    ])
  })

  it('is empty exactly when the contents are the same version', async () => {
    const few = fc.constantFrom('1', '2')
    const anyOrder = fc
      .record({
        deliveryDate: fc.constantFrom(null, '2026-11-26'),
        deliveryTime: fc.constantFrom(undefined, '07:00', '16:00'),
        remarks: fc.constantFrom('', ' ', 'x', ' x', 'e\u0301', '\u00e9'),
        lines: fc
          .array(fc.tuple(few, few), { minLength: 1, maxLength: 3 })
          .map((lines) => lines.map(([article, quantity]) => line(article, quantity))),
      })
      .map(
        ({ lines: [first = line('1', '1'), ...rest], deliveryTime, ...others }): Order => ({
          ...(deliveryTime === undefined || others.deliveryDate === null ? sampleOrder : at(deliveryTime)),
          ...others,
          lines: [first, ...rest],
        }),
      )
    await fc.assert(
      fc.asyncProperty(anyOrder, anyOrder, async (before, after) => {
        const same = isSameContent(await contentDigest(before), await contentDigest(after))
        expect(orderDifference(before, after, 'en').length === 0).toBe(same)
      }),
      { numRuns: histories(1_000) },
    )
  })
})
