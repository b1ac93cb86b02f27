import type { Sql, SqlValue } from '../../src/outbox/sql.ts'

/** Counts the rows that Cloudflare's bill would count. */
export function countingSql(storage: DurableObjectStorage) {
  const counts = { read: 0, written: 0 }
  const counting: Sql = {
    all<T extends object>(query: string, ...bind: SqlValue[]): T[] {
      const cursor = storage.sql.exec(query, ...bind)
      const rows = cursor.toArray()
      counts.read += cursor.rowsRead
      counts.written += cursor.rowsWritten
      return rows as T[]
    },
    atomically: (work) => storage.transactionSync(work),
  }
  return { sql: counting, counts }
}
