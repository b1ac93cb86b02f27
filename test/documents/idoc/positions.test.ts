import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EarlierDocument } from '../../../src/documents/format.ts'
import { itemChanges } from '../../../src/documents/idoc/positions.ts'
import { idocOrders05 } from '../../../src/documents/idoc-orders05.ts'
import type { Purpose } from '../../../src/model/document.ts'
import type { Line, Order } from '../../../src/model/order/order.ts'
import { histories } from '../../fakes/histories.ts'
import { sampleOrder } from '../sample-order.ts'
import { textsAt } from '../xml/reader.ts'
import { writing } from '../xml/writing.ts'

const { written } = writing(idocOrders05)
const line = (article: string, quantity = '1'): Line => ({ article, name: article, quantity, price: null, total: null })

/** An order with a line for each letter. */
function orderOf(letters: string): Order {
  const [first = line('A'), ...rest] = [...letters].map((letter) => line(letter))
  return { ...sampleOrder, lines: [first, ...rest] }
}

const sent = (letters: string, purpose: Purpose = 'replacement'): EarlierDocument => ({
  order: orderOf(letters),
  purpose,
})

/** Each item of a written change, such as `10 002 A`. */
function change(letters: string, earlier: readonly EarlierDocument[], purpose: Purpose = 'replacement'): string[] {
  const { tree } = written(orderOf(letters), undefined, { version: 9, purpose, earlier })
  const [positions, actions, articles] = ['POSEX', 'E1EDP01/ACTION', 'IDTNR'].map((at) => textsAt(tree, at))
  return (positions ?? []).map((position, at) => `${Number(position)} ${actions?.[at]} ${articles?.[at]}`)
}

describe('the items of an order change', () => {
  const first = sent('ABC', 'original')

  it.each([
    ['keep their positions, and a removed first line is named', 'BC', [first], ['20 002 B', '30 002 C', '10 003 A']],
    ['get a new position for a new article', 'ABCD', [first], ['10 002 A', '20 002 B', '30 002 C', '40 001 D']],
    [
      'get a new position, if another article takes a place',
      'AXC',
      [first],
      ['10 002 A', '40 001 X', '30 002 C', '20 003 B'],
    ],
    ['never reuse a position', 'BCA', [first, sent('BC')], ['20 002 B', '30 002 C', '40 001 A']],
    [
      'are told apart if an article has two lines',
      'AA',
      [sent('AAA', 'original')],
      ['10 002 A', '20 002 A', '30 003 A'],
    ],
    ['are all new after a cancellation', 'A', [first, sent('ABC', 'cancellation')], ['40 001 A']],
    ['begin again after a second original order', 'B', [first, sent('AB', 'original')], ['20 002 B', '10 003 A']],
  ] as const)('%s', (_, letters, earlier, expected) => {
    expect(change(letters, earlier)).toEqual(expected)
  })

  it('are all deleted at their positions by a cancellation', () => {
    expect(change('BC', [first, sent('BC')], 'cancellation')).toEqual(['20 003 B', '30 003 C'])
  })

  it('are the order without codes, if the earlier documents are purged', () => {
    const { tree } = written(orderOf('AB'), undefined, { version: 2, purpose: 'replacement' })
    expect(textsAt(tree, 'E1EDP01/ACTION')).toEqual([])
    expect(textsAt(tree, 'POSEX')).toEqual(['000010', '000020'])
  })

  it('leave a receiver who obeys each code with exactly the lines of the last order', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'ABCD'), minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 5 }), (versions) => {
        const receiver = new Map<number, string>()
        const earlier: EarlierDocument[] = []
        for (const [at, version] of versions.entries()) {
          const { items, removed } = itemChanges(orderOf(version), earlier)
          for (const { position } of removed) expect(receiver.delete(position)).toBe(true)
          for (const {
            position,
            line: { article },
            isNew,
          } of items) {
            // SAP refuses a known position as new, and cannot change the article of a position.
            expect(receiver.get(position)).toBe(isNew ? undefined : article)
            receiver.set(position, article)
          }
          expect([...receiver.values()].sort()).toEqual([...version].sort())
          earlier.push(sent(version, at === 0 ? 'original' : 'replacement'))
        }
      }),
      { numRuns: histories(300) },
    )
  })
})
