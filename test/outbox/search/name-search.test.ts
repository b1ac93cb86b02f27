import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listOrders, type OrderQuery } from '../../../src/outbox/order-list.ts'
import { indexNext, SEARCHED_ORDERS } from '../../../src/outbox/search/search-index.ts'
import type { Sql } from '../../../src/outbox/sql.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { everything } from './found-orders.ts'

describe('the search for a name that many customers share', () => {
  const ORDERS = 3_000
  const NEWEST_READ = 300
  /** Rows that one call reads. */
  const READ = 850
  const customers = Array.from({ length: 100 }, (_, at) => `C-${at}`)

  /** Each tenth of these places has an order of one of the customers. */
  function opened(places: readonly number[]) {
    const test = testOutbox()
    test.sql.all(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ORDERS})
       INSERT INTO orders (id, customer, version, first_at, search_text)
       SELECT 'order-' || i, iif(i IN (SELECT value FROM json_each(?1)), 'C-' || (i % 100), 'K-1'), 1, i,
         'order-' || i || char(10) || iif(i IN (SELECT value FROM json_each(?1)), 'c-' || (i % 100), 'k-1') FROM n`,
      JSON.stringify(places),
    )
    while (indexNext(test.sql, SEARCHED_ORDERS, 200));
    let asked = 0
    const counting: Sql = {
      ...test.sql,
      all(query, ...bind) {
        if (query.includes('MATCH')) asked++
        return test.sql.all(query, ...bind)
      },
    }
    return {
      /** The orders of the customers of one call, how often the index was asked, and where the next call goes on. */
      find(query: Partial<OrderQuery> = {}) {
        asked = 0
        const { rows, next } = listOrders(counting, 'fresco', {
          ...everything,
          text: 'bistro',
          customers,
          limit: 26,
          ...query,
        })
        return { places: rows.map(({ seq }) => seq), asked, next }
      },
    }
  }

  it('reads the newest orders and asks no index where they fill the page', () => {
    const places = Array.from({ length: 60 }, (_, at) => ORDERS - at * 10)
    const { find } = opened(places)
    expect(find()).toEqual({ places: places.slice(0, 26), asked: 0, next: places[25] })
    expect(find({ before: places[25] ?? 0 })).toEqual({ places: places.slice(26, 52), asked: 0, next: places[51] })
  })

  it('reads on where the newest orders have one of the customers, and says where the next call goes on', () => {
    const places = [ORDERS, ORDERS - NEWEST_READ, ORDERS - READ + 1, ORDERS - READ, 1]
    const { find } = opened(places)
    expect(find()).toEqual({ places: places.slice(0, 3), asked: 0, next: ORDERS - READ + 1 })
    expect(find({ before: ORDERS - READ + 1 })).toEqual({ places: [ORDERS - READ], asked: 0, next: 1_301 })
  })

  it('asks the index once where the newest orders have none of the customers', () => {
    const places = [ORDERS, 700, 30, 1]
    const { find } = opened(places)
    expect(find({ before: ORDERS })).toEqual({ places: [700, 30, 1], asked: 1, next: null })
    expect(find({ before: ORDERS, limit: 2 })).toEqual({ places: [700, 30], asked: 1, next: 30 })
    expect(find({ before: 1 })).toEqual({ places: [], asked: 0, next: null })
  })

  it('finds the orders that a reading of all orders finds', () => {
    const { find } = opened([])
    expect(find()).toEqual({ places: [], asked: 1, next: null })
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: ORDERS }), { maxLength: 40 }), (chosen) => {
        const { find } = opened(chosen)
        const places: number[] = []
        for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
          const found = find({ before })
          places.push(...found.places)
          before = found.next
        }
        expect(places).toEqual(chosen.toSorted((one, other) => other - one))
      }),
      { numRuns: 5 },
    )
  })
})
