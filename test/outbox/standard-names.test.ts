import { describe, expect, it } from 'vitest'
import { privateWordsInName } from '../../scripts/voice/word-lists.ts'
import { migrate } from '../../src/outbox/migrate.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import { readPoll } from '../../src/outbox/order-api/poll-state.ts'
import { MORNING } from '../fakes/clock.ts'
import { nodeSql } from '../fakes/node-sql.ts'

describe('storage from before columns had standard names', () => {
  it('has no table, column or index with a private word after the migration', () => {
    const sql = nodeSql()
    migrate(sql, MORNING)
    const names = sql
      .all<{ name: string }>(
        `SELECT name FROM sqlite_master UNION
         SELECT c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'`,
      )
      .map(({ name }) => name)
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter((name) => privateWordsInName(name).length > 0)).toEqual([])
  })

  it('keeps its stored values under their standard names', () => {
    const sql = nodeSql()
    migrate(sql, MORNING, migrations.slice(0, 5))
    const events = ['called', 'sealed', 'given-up', 'customer-told', 'held']
    for (const [at, event] of events.entries())
      sql.all("INSERT INTO timeline (order_id, seq, at, event) VALUES ('order-1', ?, 0, ?)", at, event)
    for (const [seq, kind] of ['technical', 'business'].entries())
      sql.all(
        `INSERT INTO acknowledgements (order_id, version, route, seq, at, kind, verdict, own, attempt)
         VALUES ('order-1', 1, 'erp', ?, 0, ?, 'accepted', '1', 1)`,
        ...[seq, kind],
      )
    for (const name of ['ladders', 'nameless', 'storage-id'])
      sql.all('INSERT INTO facts (name, value) VALUES (?, ?)', name, '[]')
    const poll = { failures: 3, told: true, skewToldAt: 7 }
    sql.all("INSERT INTO facts (name, value) VALUES ('poll', ?)", JSON.stringify(poll))
    migrate(sql, MORNING)

    expect(sql.all('SELECT event FROM timeline ORDER BY seq').map((row) => Object.values(row)[0])).toEqual([
      ...['fallback-started', 'batched', 'interchange-dissolved', 'customer-notified', 'held'],
    ])
    expect(sql.all('SELECT kind FROM acknowledgements ORDER BY seq')).toEqual([
      { kind: 'functional' },
      { kind: 'business' },
    ])
    expect(sql.all("SELECT name FROM key_values WHERE name <> 'poll' ORDER BY name")).toEqual(
      ['fallback-chains', 'orders-without-id', 'storage-id'].map((name) => ({ name })),
    )
    expect(readPoll(sql)).toMatchObject({ failures: 3, alerted: true, skewAlertedAt: 7 })
  })
})
