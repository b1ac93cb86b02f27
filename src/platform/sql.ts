import { type Sql, type SqlValue, withRowLimit } from '../outbox/sql.ts'

/** The object's own SQLite. `written` counts rows as Cloudflare bills them. */
export function objectSql(storage: DurableObjectStorage): Sql & { written(): number } {
  let written = 0
  const limited = withRowLimit({
    all<T extends object>(query: string, ...bind: SqlValue[]): T[] {
      const cursor = storage.sql.exec(query, ...bind)
      const rows = cursor.toArray().map(asBytes)
      written += cursor.rowsWritten
      return rows as T[]
    },
    atomically: (work) => storage.transactionSync(work),
  })
  return { ...limited, written: () => written }
}

const asBytes = (row: Record<string, SqlStorageValue>): object => {
  for (const name in row) {
    const value = row[name]
    if (value instanceof ArrayBuffer) Reflect.set(row, name, new Uint8Array(value))
  }
  return row
}
