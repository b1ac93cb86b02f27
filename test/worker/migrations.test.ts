import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/outbox/migrate.ts'
import type { Migration } from '../../src/outbox/migrations/migration.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { objectSql } from '../../src/platform/sql.ts'
import early from '../upgrade/8c465b0.sql?raw'
import latest from '../upgrade/450cd56.sql?raw'
import unversioned from '../upgrade/0771201.sql?raw'

const inObject = (work: (sql: Sql) => void) =>
  runInDurableObject(env.OUTBOX.getByName('replace'), (_, state) => work(objectSql(state.storage)))
const columnsOf = (sql: Sql, table: string) =>
  sql.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name)

/** Every kind of change that a migration may make. */
const changes: Migration = {
  version: migrations.length + 1,
  name: 'changes',
  up: (sql) => {
    sql.all("ALTER TABLE timeline ADD COLUMN tone TEXT NOT NULL DEFAULT 'plain'")
    sql.all('ALTER TABLE timeline RENAME COLUMN text TO words')
    sql.all('ALTER TABLE timeline RENAME TO diary')
    sql.all('CREATE INDEX diary_by_time ON diary (at)')
    sql.all('DROP INDEX diary_by_time')
    sql.all('ALTER TABLE diary DROP COLUMN tone')
    sql.all('CREATE TABLE drafts (a TEXT)')
    sql.all('INSERT INTO drafts SELECT words FROM diary')
    sql.all('DROP TABLE drafts')
  },
}

describe('a migration in a Durable Object', () => {
  it.each([
    ['450cd56', latest],
    ['0771201', unversioned],
    ['8c465b0', early],
  ])('takes the storage that commit %s wrote', (_, text) =>
    runInDurableObject(env.OUTBOX.getByName('hold'), (_instance, { storage }) => {
      const tables = storage.sql.exec<{ name: string }>(
        // A virtual table comes before the tables that go with it.
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'
         ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC`,
      )
      for (const { name } of tables.toArray()) storage.sql.exec(`DROP TABLE IF EXISTS ${name}`)
      // A Durable Object accepts statements of at most 100 kB.
      for (const statement of text.split(/(?<=;\n)(?=CREATE|INSERT)/)) storage.sql.exec(statement)
      expect(migrate(objectSql(storage), 1)).toEqual({ ok: true, value: migrations.length })
    }),
  )

  it('may rename, add and drop, and is undone whole when it fails', () =>
    inObject((sql) => {
      const before = columnsOf(sql, 'timeline')
      const failing: Migration = {
        ...changes,
        up: (given) => {
          changes.up(given)
          given.all('SELECT nonsense')
        },
      }
      expect(migrate(sql, 1, [...migrations, failing])).toMatchObject({
        ok: false,
        error: { why: expect.stringContaining('nonsense') },
      })
      expect(columnsOf(sql, 'timeline')).toEqual(before)
      expect(columnsOf(sql, 'diary')).toEqual([])
      expect(migrate(sql, 1, [...migrations, changes])).toEqual({ ok: true, value: changes.version })
      expect(columnsOf(sql, 'diary')).toEqual(before.map((name) => (name === 'text' ? 'words' : name)))
      expect(migrate(sql, 1)).toMatchObject({ ok: false, error: { fault: 'newer', stored: changes.version } })
    }))
})
