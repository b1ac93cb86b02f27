import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexNext, SEARCHED_ORDERS } from '../../../src/outbox/search/search-index.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { everything, idsOf } from './found-orders.ts'

describe('the list of a period', () => {
  const place = fc.record({ day: fc.nat(9), index: fc.nat(2), isRefused: fc.boolean(), isAgain: fc.boolean() })

  it('has the orders that a reading of all orders finds, whatever the days of the orders', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 15 }), fc.nat(9), fc.nat(9), (places, from, to) => {
        const test = testOutbox()
        const start = Date.parse('2026-11-01')
        const refused = { orderNumber: 'R', customer: 'C', body: new Uint8Array(), problems: '[]' }
        for (const [at, { day, index, isRefused, isAgain }] of places.entries()) {
          test.clock.set(start + day * 86_400_000)
          const orderId = `order-${at}`
          if (isRefused) test.outbox.keepRefused({ orderId, ...refused })
          else test.accept({ orderId })
          if (index > 0) indexNext(test.sql, SEARCHED_ORDERS, index)
          test.clock.set(start + (9 - day) * 86_400_000)
          if (isAgain && isRefused) {
            test.sql.all('UPDATE orders SET purged_at = 1 WHERE id = ?', orderId)
            test.outbox.keepRefused({ orderId, ...refused })
          }
        }
        const date = (day: number) => new Date(start + day * 86_400_000).toISOString().slice(0, 10)
        const wanted = test.outbox
          .list(everything)
          .rows.map(({ order }) => order)
          .filter(({ receivedAt }) => receivedAt.slice(0, 10) >= date(from) && receivedAt.slice(0, 10) <= date(to))
          .map(({ orderId }) => orderId)
        expect(idsOf(test, { from: date(from), to: date(to) })).toEqual(wanted)
        expect(idsOf(test, { from: date(from), to: date(to), text: 'order-' })).toEqual(wanted)
        expect([...idsOf(test, { from: date(from), to: date(to), limit: 2 })]).toEqual(wanted.slice(0, 2))
      }),
      { numRuns: 60 },
    )
  })
})
