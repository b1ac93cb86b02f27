import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { indexNext, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import { searchText } from '../../src/outbox/search/search-text.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { dump } from './dump.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-dump-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const ORDERS = ['o1', 'o2', 'o3']
const found = (sql: ReturnType<typeof nodeSql>) => [
  sql.all('SELECT seq, order_id FROM customer_sequence ORDER BY seq'),
  sql.all('SELECT rowid FROM order_search(?) ORDER BY rowid', '"bis"'),
]

it('a dump loads into an empty database with each row once, in tables with triggers and in the search index', () => {
  const file = path.join(folder, 'outbox.sqlite')
  const sql = nodeSql(file)
  const supplier = supplierWith({ routes: [httpRoute('erp', ERP, { order: 'customer' })] })
  const test = testOutbox({ supplier, sql })
  for (const orderId of ORDERS)
    test.accept({ orderId, customer: 'K-1', foundBy: searchText([orderId, 'Bistro'], '2026-11-26', []) })
  indexNext(sql, SEARCHED_ORDERS, ORDERS.length)
  const before = found(sql)
  expect(before.map((rows) => rows.length)).toEqual([ORDERS.length, ORDERS.length])
  sql.close()

  const text = dump(file)
  const copy = path.join(folder, 'copy.sqlite')
  const loaded = nodeSql(copy, text)
  expect(found(loaded)).toEqual(before)
  loaded.all('UPDATE orders SET search_text = ? WHERE id = ?', 'brasserie', 'o2')
  expect(found(loaded)[1]).toEqual(before[1]?.filter((_, at) => at !== 1))
  loaded.close()
})

it('a dump of a loaded dump is the same text', () => {
  const file = path.join(folder, 'outbox.sqlite')
  const sql = nodeSql(file)
  const test = testOutbox({ sql })
  test.accept()
  indexNext(sql, SEARCHED_ORDERS, 1)
  sql.close()
  const text = dump(file)
  const copy = path.join(folder, 'copy.sqlite')
  nodeSql(copy, text).close()
  expect(dump(copy)).toBe(text)
})
