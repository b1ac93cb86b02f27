import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { migrate } from '../../src/outbox/migrate.ts'
import { type Sql, type SqlValue, withRowLimit } from '../../src/outbox/sql.ts'

/**
 * The Sql port on node:sqlite, with production's row limit. Uses savepoints, because `atomically` nests. `text` is the
 * initial SQL.
 */
export function nodeSql(file = ':memory:', text = ''): Sql & { close(): void } {
  const database = new DatabaseSync(file)
  database.exec(text)
  return sqlOf(database)
}

let newest: Uint8Array | undefined

/**
 * A storage as `migrate` leaves an empty storage at `now`. The migrations take a hundred times longer than a copy of
 * their result. An early Node 24 cannot copy a storage.
 */
export function migratedSql(now: number): Sql & { close(): void } {
  const database = new DatabaseSync(':memory:')
  const sql = sqlOf(database)
  if (newest === undefined || !('deserialize' in database)) migrate(sql, now)
  else {
    database.deserialize(newest)
    sql.all('UPDATE migrations SET applied_at = ?', now)
  }
  if ('serialize' in database) newest ??= database.serialize()
  return sql
}

export interface RepeatedSql extends Sql {
  /** Takes back everything since the first start. */
  restart(): void
}

/**
 * A migrated storage for many runs. A used storage is faster than a new one, because its statements are prepared: that
 * takes longer than the life of most orders.
 */
export function repeatedSql(now: number): RepeatedSql {
  const sql = migratedSql(now)
  sql.all('SAVEPOINT start')
  return { ...sql, restart: () => void sql.all('ROLLBACK TO start') }
}

function sqlOf(database: DatabaseSync): Sql & { close(): void } {
  const statements = new Map<string, StatementSync>()
  let depth = 0
  const prepared = (query: string): StatementSync => {
    const known = statements.get(query) ?? database.prepare(query)
    statements.set(query, known)
    return known
  }
  const bare: Sql = {
    all: <T extends object>(query: string, ...bind: SqlValue[]) =>
      prepared(query)
        .all(...bind)
        .map((row) => ({ ...row })) as T[],
    atomically(work) {
      const name = `level${depth++}`
      database.exec(`SAVEPOINT ${name}`)
      try {
        const result = work()
        database.exec(`RELEASE ${name}`)
        return result
      } catch (error) {
        database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`)
        throw error
      } finally {
        depth--
      }
    },
  }
  return { ...withRowLimit(bare), close: () => database.close() }
}

/** Throws `error` on each statement that `fails` selects. */
export const failingSql = (sql: Sql, fails: (query: string) => boolean, error = new Error('disk full')): Sql => ({
  all: (query, ...bind) => {
    if (fails(query)) throw error
    return sql.all(query, ...bind)
  },
  atomically: (work) => sql.atomically(work),
})
