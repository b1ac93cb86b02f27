import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exists, recordEvent } from '../../src/outbox/actions/actions.ts'
import { formerNumbersOf } from '../../src/outbox/former-numbers.ts'
import { migrate } from '../../src/outbox/migrate.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import { type ListedOrder, listOrders, type OrderQuery } from '../../src/outbox/order-list.ts'
import { dayMark, dayMarkSql } from '../../src/outbox/search/day-mark.ts'
import { indexNext, progressOf, SEARCHED_EVENTS, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import { searchText } from '../../src/outbox/search/search-text.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { histories } from '../fakes/histories.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'

const everything: OrderQuery = { state: null, text: null, limit: 1_000, before: null }
const DAYS = ['2026-11-26', '2026-11-27'] as const

const letter = fc.constantFrom('a', 'b', '1', '2', '-', '"', 'É', '€', '😀', "'", '%')
const word = fc.string({ unit: letter, minLength: 1, maxLength: 6 })
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

const idsOf = (test: TestOutbox, query: Partial<OrderQuery>): string[] =>
  test.outbox.list({ ...everything, ...query }).rows.map(({ order }) => order.orderId)

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

describe('the merges of the search index', () => {
  it('write a bounded number of pages a call, and leave few parts', () => {
    const test = testOutbox()
    const ROWS = 8_000
    const letters = 'substr(hex(randomblob(20)), 1, 40) || char(10) || lower(hex(randomblob(60)))'
    test.sql.all(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO orders (id, version, first_at, search_text) SELECT 'o-' || i, 1, 0, ${letters} FROM n`,
      ROWS,
    )
    const pages = (): Set<number> =>
      new Set(test.sql.all<{ id: number }>('SELECT id FROM order_search_data').map(({ id }) => id))
    let before = pages()
    let most = 0
    while (indexNext(test.sql, SEARCHED_ORDERS, 200)) {
      const now = pages()
      most = Math.max(most, [...now].filter((id) => !before.has(id)).length)
      before = now
    }
    const [{ parts = 0 } = {}] = test.sql.all<{ parts: number }>(
      'SELECT count(DISTINCT segid) AS parts FROM order_search_idx',
    )
    expect(most).toBeLessThan(80)
    expect(parts).toBeLessThan(24)
  })
})

describe('the mark of a day', () => {
  it('is the same in SQL', () => {
    const sql = nodeSql()
    const day = fc.date({ min: new Date(0), max: new Date('2900-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (moment) => {
        const date = moment.toISOString().slice(0, 10)
        const [row] = sql.all<{ mark: string }>(`SELECT ${dayMarkSql('?1')} AS mark`, date)
        expect(row?.mark).toBe(dayMark(date))
      }),
    )
  })
})

const action = fc.oneof(
  fc.record({
    kind: fc.constant('act' as const),
    ...{
      by: word,
      note: fc.option(word),
      order: fc.option(fc.nat(2)),
      route: fc.option(fc.constantFrom('erp', 'Été')),
    },
  }),
  fc.record({ kind: fc.constantFrom('accept' as const, 'refuse' as const), order: fc.nat(2), number: fc.option(word) }),
  fc.record({ kind: fc.constant('index' as const), count: fc.integer({ min: 1, max: 3 }) }),
)
type Act = typeof action extends fc.Arbitrary<infer A> ? A : never

function act(test: TestOutbox, one: Act, content: number): void {
  if (one.kind === 'index') indexNext(test.sql, SEARCHED_EVENTS, one.count)
  else if (one.kind === 'act') {
    const orderId = one.order === null ? null : `o${one.order}`
    if (orderId !== null && !exists(test.sql, orderId)) return
    recordEvent(test.sql, 'discard', { by: one.by, note: one.note ?? undefined }, orderId, one.route, 1)
  } else if (one.kind === 'accept') test.accept({ orderId: `o${one.order}`, content, orderNumber: one.number })
  else
    test.outbox.keepRefused({
      ...{ orderId: `o${one.order}`, orderNumber: one.number, customer: null, body: new Uint8Array(), problems: '[]' },
    })
}

const formerOf = ({ sql }: TestOutbox, orderId: string | null): string[] =>
  orderId === null ? [] : formerNumbersOf(sql, orderId)

describe('the search of activity', () => {
  it('finds what a reading of all actions finds, in every script, also after an order got another number', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25 }), fc.array(word, { maxLength: 4 }), (steps, texts) => {
        const test = testOutbox()
        steps.forEach((one, at) => {
          test.clock.set(test.clock.now() + 1)
          act(test, one, at + 1)
        })
        const all = test.outbox.events(1_000).rows
        const typed = steps.flatMap((one) =>
          one.kind === 'act' ? [one.by, one.note ?? 'é'] : 'number' in one ? [one.number ?? 'o1'] : [],
        )
        for (const text of [...texts, ...typed]) {
          const wanted = text.toLowerCase()
          const needle = [...wanted].length < 3 ? `\n${wanted}\n` : wanted
          const found = all.filter(({ by, orderId, orderNumber, route, note }) =>
            `\n${[by, orderId, orderNumber, route, note, '', ...formerOf(test, orderId)].map((part) => part ?? '').join('\n')}\n`
              .toLowerCase()
              .includes(needle),
          )
          expect(test.outbox.events(1_000, { text }).rows, JSON.stringify(text)).toEqual(found)
        }
        test.sql.all("INSERT INTO event_search (event_search) VALUES ('integrity-check')")
      }),
      { numRuns: histories(60) },
    )
  })

  it('finds an action by its kind, with and without a text, page by page', () => {
    const test = testOutbox()
    for (const [by, note, action] of [
      ['An', 'Called Astrid', 'discard'],
      ['Bo', 'paper "jam"', 'discard'],
      ['An', 'x', 'release'],
    ] as const)
      recordEvent(test.sql, action, { by, note }, null, null, 1)
    for (const count of [0, 2]) {
      if (count > 0) indexNext(test.sql, SEARCHED_EVENTS, count)
      const notes = (query: object) => test.outbox.events(10, query).rows.map(({ note }) => note)
      expect(notes({ text: 'ASTRID' })).toEqual(['Called Astrid'])
      expect(notes({ text: '"jam' })).toEqual(['paper "jam"'])
      expect(notes({ text: 'an' })).toEqual(['x', 'Called Astrid'])
      expect(notes({ text: 'an', action: 'release' })).toEqual(['x'])
      expect(notes({ action: 'discard' })).toEqual(['paper "jam"', 'Called Astrid'])
      expect(notes({ action: 'discard', before: 2 })).toEqual(['Called Astrid'])
    }
  })

  it('finds the actions of earlier gateways, also after the migration', () => {
    const sql = nodeSql()
    migrate(sql, 1, migrations.slice(0, 13))
    sql.all("INSERT INTO orders (seq, id, number, version, first_at, search_text) VALUES (1, 'a', 'PO-É1', 1, 1, 'a')")
    sql.all(
      `INSERT INTO events (at, by, action, order_id, route, note)
       VALUES (1, 'André', 'discard', NULL, NULL, 'ÉTÉ'), (1, 'Bo', 'done', 'a', 'erp', NULL)`,
    )
    sql.all("INSERT INTO event_search (rowid, text) VALUES (1, 'ÉtÉ'), (2, 'bo')")
    sql.all("UPDATE search_progress SET through = 2, entries = 2 WHERE name = 'events'")
    const test = testOutbox({ sql })
    for (const count of [0, 2]) {
      if (count > 0) indexNext(test.sql, SEARCHED_EVENTS, count)
      expect(test.outbox.events(10, { text: 'été' }).rows.map(({ by }) => by)).toEqual(['André'])
      expect(test.outbox.events(10, { text: 'po-é1' }).rows.map(({ by }) => by)).toEqual(['Bo'])
    }
  })
})
