import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holds, ID, isForOne, Marks, markBody, NAME } from '../../src/profile/api-marks.ts'

const GUESS = Marks.parse({}).body
const ids = ['a', 'b"', '{id}']

describe('the body that marks orders', () => {
  it.each([
    ['a list of ids', GUESS, 'fetched', { ids, fetched_by_supplier: true }],
    [
      'a list of orders',
      { purchase_orders: [{ id: ID, [NAME]: true }] },
      'viewed',
      { purchase_orders: ids.map((id) => ({ id, viewed_by_supplier: true })) },
    ],
    [
      'orders and nothing else',
      [{ order: { id: ID }, flags: [NAME] }],
      'viewed',
      ids.map((id) => ({ order: { id }, flags: ['viewed_by_supplier'] })),
    ],
    [
      'one order',
      { id: ID, set: NAME, value: true, n: 1, none: null },
      'fetched',
      { id: 'a', set: 'fetched_by_supplier', value: true, n: 1, none: null },
    ],
  ] as const)('can be %s', (_, template, mark, body) => expect(markBody(template, mark, ids)).toEqual(body))

  it('knows when it has room for one order only', () => {
    expect([GUESS, [{ id: ID }], { id: ID }, { set: [{ id: ID }] }, { where: { id: ID } }].map(isForOne)).toEqual([
      false,
      false,
      true,
      false,
      true,
    ])
  })

  it('names every order of a batch, and holds no placeholder, whatever its form', () => {
    const part = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<unknown>(ID, NAME, 'x', 1, true, null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('k', 'ids', NAME), tie('any'), { maxKeys: 3 }),
      ),
    })).any
    fc.assert(
      fc.property(part, (template) => {
        // So many go into one request.
        const orders = isForOne(template) ? ['order-1'] : ['order-1', 'order-2']
        const body = markBody(template, 'viewed', orders)
        expect([holds(body, ID), holds(body, NAME)]).toEqual([false, false])
        expect(orders.every((order) => holds(body, order))).toBe(holds(template, ID))
      }),
      { seed: 6, numRuns: 2_000 },
    )
  })
})
