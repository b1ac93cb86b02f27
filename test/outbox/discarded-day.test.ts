import { expect, it } from 'vitest'
import { migrate } from '../../src/outbox/migrate.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import { indexNext, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import { searchText } from '../../src/outbox/search/search-text.ts'
import { MORNING } from '../fakes/clock.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, OK } from './actions.ts'
import { MINUTE } from './taking.ts'

const [FIRST_DAY, SECOND_DAY] = ['2026-11-26', '2026-12-03'] as const

const listed = (test: TestOutbox, day: string | null = null) =>
  test.outbox.list({ state: null, text: null, limit: 9, before: null, day }).rows.map(({ order }) => order.deliveryDate)

/** An order for the first day, and a held change to the second day. */
function changed(test: TestOutbox): void {
  test.accept({ deliveryDate: FIRST_DAY, foundBy: searchText(['order-1'], FIRST_DAY) })
  change(test, 3)
}

const change = (test: TestOutbox, content: number): void =>
  void test.accept({
    ...{ content, deliveryDate: SECOND_DAY, foundBy: searchText(['order-1'], SECOND_DAY) },
    starts: { erp: { state: 'held', reason: 'quantity' } },
  })

for (const isIndexed of [false, true])
  it(`a discarded change leaves the order on its earlier delivery day, ${isIndexed ? '' : 'not yet '}in the search index`, () => {
    const test = testOutbox()
    changed(test)
    if (isIndexed) indexNext(test.sql, SEARCHED_ORDERS, 1)
    expect(listed(test)).toEqual([SECOND_DAY])
    expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
    expect(listed(test)).toEqual([FIRST_DAY])
    expect(listed(test, FIRST_DAY)).toEqual([FIRST_DAY])
    expect(listed(test, SECOND_DAY)).toEqual([])
    expect(test.outbox.view('order-1')?.deliveryDate).toBe(FIRST_DAY)
    change(test, 4)
    expect(listed(test, SECOND_DAY)).toEqual([SECOND_DAY])
    expect(test.outbox.discardOn('order-1', 'erp', ANN)).toEqual(OK)
    expect(listed(test, FIRST_DAY)).toEqual([FIRST_DAY])
  })

it('a purged order with a discarded change is found by the delivery day that counted', () => {
  const test = testOutbox()
  changed(test)
  test.outbox.discard('order-1', ANN)
  test.sql.all("UPDATE deliveries SET state = 'done', next_at = NULL WHERE version = 1")
  test.outbox.erase('order-1', { by: 'an' })
  indexNext(test.sql, SEARCHED_ORDERS, 1)
  expect(listed(test, FIRST_DAY)).toEqual([FIRST_DAY])
})

it('a change that was discarded before the upgrade leaves the order on its earlier delivery day', () => {
  const sql = nodeSql()
  migrate(sql, MORNING)
  const test = testOutbox({ sql })
  changed(test)
  test.outbox.discard('order-1', ANN)
  sql.all('UPDATE orders SET search_text = ?', searchText(['order-1'], SECOND_DAY))
  indexNext(sql, SEARCHED_ORDERS, 1)
  expect(listed(test, FIRST_DAY)).toEqual([])
  migrations.find(({ name }) => name === 'discarded days')?.up(sql)
  expect(listed(test, FIRST_DAY)).toEqual([FIRST_DAY])
})

it('the customer of a discarded mail is called about the day of the mail, and not of a change that was discarded before', async () => {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 1 }] })
  const desk = httpRoute('desk', 'https://mails.example/', { document: DESK_MAIL })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, desk] }) })
  test.wire.answers(ERP, status(422))
  test.wire.answers('https://mails.example/', status(200))
  test.accept({ customer: 'K-1', deliveryDate: FIRST_DAY })
  await test.pass(2 * MINUTE)
  change(test, 3)
  expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
  expect(test.deliveries()).toContain('desk v1 delivered yes')
  expect(test.outbox.discard('order-1', { ...ANN, mailed: true })).toEqual(OK)
  expect(test.sql.all('SELECT delivery_date AS day FROM refusals')).toEqual([{ day: FIRST_DAY }])
})
