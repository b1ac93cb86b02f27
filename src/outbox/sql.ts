import { utf8 } from '../text/utf8.ts'

export type SqlValue = string | number | null | Uint8Array

/**
 * The outbox's view of a database: statements, and one atomic block. The same code runs in the Durable Object and, on
 * `node:sqlite`, in tests and simulation. BLOBs are returned as Uint8Array.
 */
export interface Sql {
  /**
   * SQLite prepares a query with a bound LIMIT before each run, which takes longer than the run. A query that runs often
   * has its limit in the text.
   */
  all<T extends object>(query: string, ...bind: SqlValue[]): T[]
  /** Runs `work` atomically; a throw rolls back. Nests. Never await inside. */
  atomically<T>(work: () => T): T
}

/** Production refuses a row or BLOB past 2 MB; local workerd stores it. */
const ROW_LIMIT_BYTES = 2_000_000

/**
 * The database refused a statement: it is full or failing. The failure may pass, and is not caused by the order in the
 * statement.
 */
export class StoreFault extends Error {
  override name = 'StoreFault'
}

/**
 * Enforces production's row limit on every platform, and separates failures of the database from bugs of the gateway.
 */
export const withRowLimit = (sql: Sql): Sql => ({
  all: (query, ...bind) => {
    // Text is encoded to find its size only where a row might pass the limit, because each statement is checked.
    const size = sum(bind, longestSize) > ROW_LIMIT_BYTES ? sum(bind, sizeOf) : 0
    if (size > ROW_LIMIT_BYTES) throw new Error(`A row of ${size} bytes passes the limit of ${ROW_LIMIT_BYTES}.`)
    try {
      return sql.all(query, ...bind)
    } catch (error) {
      throw new StoreFault(error instanceof Error ? error.message : String(error))
    }
  },
  atomically: (work) => sql.atomically(work),
})

function sum(values: readonly SqlValue[], size: (value: SqlValue) => number): number {
  let total = 0
  for (const value of values) total += size(value)
  return total
}

/** Size in UTF-8, as stored. */
const sizeOf = (value: SqlValue): number => (typeof value === 'string' ? utf8(value).byteLength : longestSize(value))

/** A character of text takes up to three bytes. */
const longestSize = (value: SqlValue): number =>
  typeof value === 'string' ? value.length * 3 : value instanceof Uint8Array ? value.byteLength : 8
