import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListedOrder } from '../../../src/outbox/order-list.ts'
import { indexNext, progressOf, SEARCHED_ORDERS } from '../../../src/outbox/search/search-index.ts'
import { searchText } from '../../../src/outbox/search/search-text.ts'
import { histories } from '../../fakes/histories.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { everything, idsOf, word } from './found-orders.ts'

const DAYS = ['2026-11-26', '2026-11-27'] as const

const step = fc.oneof(
  fc.record({
    kind: fc.constant('accept' as const),
    ...{ order: fc.nat(5), customer: word, articles: fc.array(word, { maxLength: 3 }), day: fc.constantFrom(...DAYS) },
  }),
  fc.record({ kind: fc.constant('refuse' as const), order: fc.nat(5), customer: word }),
  fc.record({ kind: fc.constant('purge' as const), order: fc.nat(5) }),
  fc.record({ kind: fc.constant('index' as const), count: fc.integer({ min: 1, max: 3 }) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function take(test: TestOutbox, one: Step, content: number): void {
  if (one.kind === 'index') {
    indexNext(test.sql, SEARCHED_ORDERS, one.count)
    return
  }
  const orderId = `o${one.order}`
  if (one.kind === 'purge') test.outbox.erase(orderId, { by: 'an' })
  else if (one.kind === 'refuse')
    test.outbox.keepRefused({
      ...{ orderId, orderNumber: orderId, customer: one.customer, body: new Uint8Array(), problems: '[]' },
    })
  else {
    const foundBy = searchText([orderId, one.customer], one.day, one.articles)
    test.accept({ orderId, content, customer: one.customer, deliveryDate: one.day, foundBy })
    test.sql.all("UPDATE deliveries SET state = 'done', next_at = NULL WHERE order_id = ?", orderId)
  }
}

/** The orders that a reading of all rows finds. */
const readAll = (test: TestOutbox, text: string): string[] =>
  test.sql
    .all<{ id: string; text: string }>('SELECT id, search_text AS text FROM orders ORDER BY seq DESC')
    .filter((row) => {
      const wanted = text.toLowerCase()
      return [...wanted].length < 3 ? `\n${row.text}\n`.includes(`\n${wanted}\n`) : `\n${row.text}\n`.includes(wanted)
    })
    .map(({ id }) => id)

describe('the search of orders', () => {
  it('finds what a reading of all orders finds, whatever was accepted, changed, refused and purged meanwhile', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.array(word, { maxLength: 6 }), (steps, texts) => {
        const test = testOutbox()
        steps.forEach((one, at) => void take(test, one, at + 1))
        const all = test.outbox.list(everything).rows.map(({ order }) => order)
        for (const text of [
          ...texts,
          'o1',
          'o2\n',
          ...steps.flatMap((one) => ('customer' in one ? [one.customer] : [])),
        ])
          if (text.trim() === text) expect(idsOf(test, { text }), JSON.stringify(text)).toEqual(readAll(test, text))
        for (const day of DAYS)
          expect(idsOf(test, { day })).toEqual(
            all.filter(({ deliveryDate }) => deliveryDate === day).map(({ orderId }) => orderId),
          )
        const { all: count } = test.outbox.orderCounts()
        expect(count).toBe(all.length)
        // The check of FTS5 itself: the index has no structure that does not fit.
        test.sql.all("INSERT INTO order_search (order_search) VALUES ('integrity-check')")
      }),
      { numRuns: histories(60) },
    )
  })

  it('goes on page by page over the rows that the index has and the rows that it lacks', () => {
    const test = testOutbox()
    for (let at = 0; at < 30; at++) test.accept({ orderId: `order-${at}` })
    indexNext(test.sql, SEARCHED_ORDERS, 17)
    const seen: string[] = []
    for (let before: number | null = null; ; ) {
      const page: readonly ListedOrder[] = test.outbox.list({ ...everything, text: 'order-', limit: 4, before }).rows
      seen.push(...page.map(({ order }) => order.orderId))
      before = page.at(-1)?.seq ?? null
      if (before === null) break
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => `order-${29 - at}`))
  })

  it('finds no purged order by its articles, and still finds it by its number', () => {
    const test = testOutbox()
    test.accept({ orderId: 'order-1', foundBy: searchText(['order-1'], '2026-11-26', ['3105']) })
    test.sql.all("UPDATE deliveries SET state = 'done', next_at = NULL")
    indexNext(test.sql, SEARCHED_ORDERS, 1)
    expect(idsOf(test, { text: '3105' })).toEqual(['order-1'])
    test.outbox.erase('order-1', { by: 'an' })
    expect(idsOf(test, { text: '3105' })).toEqual([])
    expect(test.sql.all('SELECT rowid FROM order_search WHERE order_search MATCH ?', '"310"')).toEqual([])
    expect(idsOf(test, { text: 'ORDER-1' })).toEqual(['order-1'])
    expect(idsOf(test, { day: '2026-11-26' })).toEqual(['order-1'])
  })

  it('adds the orders of earlier gateways with their delivery days, a few at a wake and after a fault again', async () => {
    const test = testOutbox()
    for (let at = 0; at < 450; at++) test.accept({ orderId: `order-${at}` })
    test.sql.all("UPDATE orders SET search_text = 'earlier-' || id")
    test.sql.all("UPDATE deliveries SET state = 'done', next_at = NULL, late_alert_at = NULL")
    expect(progressOf(test.sql, SEARCHED_ORDERS).through).toBe(0)
    test.outbox.wake()
    expect(progressOf(test.sql, SEARCHED_ORDERS)).toEqual({ through: 200, entries: 200 })
    test.reopen()
    test.outbox.wake()
    await test.pass(10_000)
    expect(progressOf(test.sql, SEARCHED_ORDERS)).toEqual({ through: 400, entries: 400 })
    expect(idsOf(test, { day: '2026-11-26', limit: 500 })).toHaveLength(450)
    expect(idsOf(test, { text: 'earlier-order-44' })).toHaveLength(11)
  })

  it('survives letters that no text has, and a text of many names', () => {
    const customers = Array.from({ length: 100 }, (_, at) => ({ customer: `K-${1_000 + at}`, name: `Bistro ${at}` }))
    const test = testOutbox({ supplier: { ...testOutbox().supplier, customers } })
    for (const customer of ['K-1000', 'K-1099', 'K-2000'])
      test.accept({ orderId: customer, customer, foundBy: customer.toLowerCase() })
    indexNext(test.sql, SEARCHED_ORDERS, 3)
    expect(idsOf(test, { text: 'bistro' })).toEqual(['K-1099', 'K-1000'])
    expect(test.outbox.list({ ...everything, text: 'bistro' }).rows[0]?.order.customerName).toBe('Bistro 99')
    for (const text of ['\0\0\0', '\ud800ab', '"', '*', 'a'.repeat(300), 'NEAR(a b)'])
      expect(idsOf(test, { text })).toEqual([])
  })
})
