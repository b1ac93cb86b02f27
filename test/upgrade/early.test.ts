import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/outbox/migrate.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { ERP, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { earlySupplier } from './record-early.ts'
import { recordedStorage } from './recorded.ts'

const HOUR = 3_600_000
const ANN = { by: 'ann' }
const ORDERS = ['delivered', 'deferred', 'uncertain', 'refused', 'held']

/** Every table with its columns, in the order of their names: an added column stands last. */
const schemaOf = (sql: Sql) =>
  sql
    .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name")
    .map(({ name }) => {
      const columns = sql.all<{ name: string }>('SELECT name FROM pragma_table_info(?) ORDER BY name', name)
      return [name, ...columns.map((column) => column.name)].join(' ')
    })

describe('storage from before the schema had a version', () => {
  it('of 300 commits ago gets every column that it lacks', () => {
    const [early, fresh] = [nodeSql(':memory:', recordedStorage('8c465b0').sql), nodeSql()]
    for (const sql of [early, fresh]) expect(migrate(sql, 0)).toEqual({ ok: true, value: migrations.length })
    expect(schemaOf(early)).toEqual(schemaOf(fresh))
  })

  it('of 300 commits ago delivers all that was under way, each delivery by one document, under its key', async () => {
    const recorded = recordedStorage('8c465b0')
    const sql = nodeSql(':memory:', recorded.sql)
    const test = testOutbox({ supplier: earlySupplier, sql, now: recorded.now })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    test.outbox.resume('wms', ANN)
    test.outbox.release('held', ANN)
    test.outbox.retry('refused', 'erp', ANN)
    for (const { id } of test.outbox.listMailbox('box')) {
      test.outbox.fetchDocument('box', id)
      test.outbox.applyMailboxStatus('box', id, 'consumed', null)
    }
    await test.pass(3 * HOUR)
    const states = ORDERS.flatMap((orderId) => test.deliveries(orderId))
    expect(states).toHaveLength(15)
    expect(states.filter((line) => !line.includes(' delivered '))).toEqual([])
    const keys = test.wire.calls.map(({ url, key }) => `${url} ${key}`)
    expect(new Set(keys).size).toBe(9)
    expect(keys).toHaveLength(9)
    const before = recorded.sent.slice(1)
    expect(keys).toEqual(expect.arrayContaining(before))
  })

  it('keeps control numbers that did not say their kind', () => {
    const sql = nodeSql(
      ':memory:',
      `CREATE TABLE control_numbers (route TEXT, number INTEGER, order_id TEXT NOT NULL, version INTEGER NOT NULL,
       PRIMARY KEY (route, number)) WITHOUT ROWID;
       INSERT INTO control_numbers VALUES ('erp', 7, 'order-1', 1);`,
    )
    expect(migrate(sql, 0, migrations.slice(0, 1))).toEqual({ ok: true, value: 1 })
    expect(sql.all('SELECT number, kind, order_id FROM control_numbers')).toEqual([
      { number: 7, kind: 'interchange', order_id: 'order-1' },
    ])
  })
})
