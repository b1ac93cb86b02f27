import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultText, migrate } from '../../src/outbox/migrate.ts'
import type { Migration } from '../../src/outbox/migrations/migration.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { MORNING } from '../fakes/clock.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { testOutbox } from '../fakes/outbox.ts'

const adds = (version: number, statement: string): Migration => ({
  version,
  name: `adds ${version}`,
  up: (sql) => void sql.all(statement),
})

const FIRST = adds(1, 'CREATE TABLE letters (a TEXT)')
const SECOND = adds(2, "ALTER TABLE letters ADD COLUMN b TEXT NOT NULL DEFAULT '-'")
const columnsOf = (sql: Sql, table: string) =>
  sql.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name)
const versionsOf = (sql: Sql) =>
  sql.all<{ version: number }>('SELECT version FROM migrations').map(({ version }) => version)

describe('the migrations of an outbox', () => {
  it('are numbered from 1 without a gap, each in a file that its number begins', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, at) => at + 1))
    const files = readdirSync('src/outbox/migrations').filter((file) => /^\d/.test(file))
    expect(files.sort().map((file) => Number(file.slice(0, 3)))).toEqual(migrations.map(({ version }) => version))
  })

  it('bring an empty storage to the newest version', () => {
    const sql = nodeSql()
    expect(migrate(sql, MORNING)).toEqual({ ok: true, value: migrations.length })
    expect(versionsOf(sql)).toEqual(migrations.map(({ version }) => version))
  })

  it('go on where the storage stands, and keep its rows', () => {
    const sql = nodeSql()
    migrate(sql, MORNING, [FIRST])
    sql.all("INSERT INTO letters (a) VALUES ('x')")
    expect(migrate(sql, MORNING, [FIRST, SECOND])).toEqual({ ok: true, value: 2 })
    expect(sql.all('SELECT a, b FROM letters')).toEqual([{ a: 'x', b: '-' }])
    expect(migrate(sql, MORNING, [FIRST, SECOND])).toEqual({ ok: true, value: 2 })
  })

  it('refuse a schema that is newer than the code, and change nothing', () => {
    const sql = nodeSql()
    migrate(sql, MORNING, [FIRST, SECOND])
    const refused = migrate(sql, MORNING, [FIRST])
    expect(refused).toEqual({ ok: false, error: { fault: 'newer', stored: 2, known: 1 } })
    expect(!refused.ok && faultText(refused.error)).toBe(
      'The storage has schema version 2, but this gateway knows versions up to 1 only. Deploy the gateway that wrote the storage, or a newer one.',
    )
    expect(versionsOf(sql)).toEqual([1, 2])
  })

  it('leave the storage at the last version that succeeded when one fails halfway', () => {
    const sql = nodeSql()
    const broken: Migration = {
      version: 3,
      name: 'breaks',
      up: (given) => {
        given.all('ALTER TABLE letters RENAME COLUMN a TO c')
        throw new TypeError('quotes an order')
      },
    }
    expect(migrate(sql, MORNING, [FIRST, SECOND, broken])).toEqual({
      ok: false,
      error: { fault: 'failed', version: 3, name: 'breaks', why: 'TypeError.' },
    })
    expect(columnsOf(sql, 'letters')).toEqual(['a', 'b'])
    expect(versionsOf(sql)).toEqual([1, 2])
    const mended = { ...broken, up: (given: Sql) => void given.all('ALTER TABLE letters RENAME COLUMN a TO c') }
    expect(migrate(sql, MORNING, [FIRST, SECOND, mended])).toEqual({ ok: true, value: 3 })
    expect(columnsOf(sql, 'letters')).toEqual(['c', 'b'])
  })
})

describe('storage from before superseded deliveries were remembered', () => {
  it('lets a person decide about what a discarded change gives back', () => {
    const sql = nodeSql()
    migrate(sql, MORNING, migrations.slice(0, 1))
    const insert = (version: number, state: string, nextAt: number | null, reason: string | null) =>
      sql.all(
        `INSERT INTO deliveries (order_id, version, route, state, hold_reason, purpose, next_at, due_since, ladder)
         VALUES ('order-1', ?, 'erp', ?, ?, 'original', ?, ?, 'erp')`,
        ...[version, state, reason, nextAt, MORNING],
      )
    for (const version of [1, 2])
      sql.all(
        `INSERT INTO versions (order_id, version, digest, accepted_at, source, request, heard, status, about)
         VALUES ('order-1', ?1, 'content-' || ?1, ?2, 'webhook', 'r' || ?1, '["r"]', 'accepted', '{}')`,
        ...[version, MORNING],
      )
    sql.all(
      `INSERT INTO orders (seq, id, number, version, first_at, found_by) VALUES (1, 'order-1', 'PO-1', 2, ?, '')`,
      MORNING,
    )
    insert(1, 'superseded', null, null)
    insert(2, 'held', 8_640_000_000_000_000, 'unknown-article')
    sql.all(
      `INSERT INTO timeline (order_id, seq, at, event, version, route, text)
       VALUES ('order-1', 1, ?, 'superseded', 1, 'erp', 'Version 2 takes its place.')`,
      MORNING,
    )
    const test = testOutbox({ sql })
    expect(test.outbox.discard('order-1', { by: 'ann' })).toEqual({ ok: true })
    expect(test.deliveries()).toEqual(['erp v1 held/reverted no', 'erp v2 discarded no'])
  })
})
