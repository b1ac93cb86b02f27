import { type Sql, type SqlValue, withRowLimit } from '../outbox/sql.ts'

export interface CountingSql extends Sql {
  /** Rows written so far, counted as in Cloudflare's bill. */
  written(): number
  /** Rows read so far. */
  read(): number
}

export function objectSql(storage: DurableObjectStorage): CountingSql {
  let written = 0
  let read = 0
  const limited = withRowLimit({
    all<T extends object>(query: string, ...bind: SqlValue[]): T[] {
      const cursor = storage.sql.exec(query, ...bind)
      const rows = cursor.toArray().map(asBytes)
      written += cursor.rowsWritten
      read += cursor.rowsRead
      return rows as T[]
    },
    atomically: (work) => storage.transactionSync(work),
  })
  return { ...limited, written: () => written, read: () => read }
}

const asBytes = (row: Record<string, SqlStorageValue>): object => {
  for (const name in row) {
    const value = row[name]
    if (value instanceof ArrayBuffer) Reflect.set(row, name, new Uint8Array(value))
  }
  return row
}
