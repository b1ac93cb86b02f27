import { utf8 } from '../text/utf8.ts'

export type SqlValue = string | number | null | Uint8Array

/**
 * What the outbox needs of a store: statements, and one atomic block. The same code runs in the Durable Object and, on
 * `node:sqlite`, in tests and simulation. BLOBs come back as Uint8Array.
 */
export interface Sql {
  all<T extends object>(query: string, ...bind: SqlValue[]): T[]
  /** Runs `work` atomically; a throw rolls it back. Nests. Never await inside. */
  atomically<T>(work: () => T): T
}

/** Production refuses a row or BLOB past 2 MB; local workerd stores it. */
const ROW_LIMIT_BYTES = 2_000_000

/** The store said no: it is full, or failing. It may pass, and says nothing of the order at hand. */
export class StoreFault extends Error {
  override name = 'StoreFault'
}

/** Enforces production's row limit wherever the code runs, and tells what the store says no to from faults of our own. */
export const withRowLimit = (sql: Sql): Sql => ({
  all: (query, ...bind) => {
    const size = bind.reduce<number>((total, value) => total + sizeOf(value), 0)
    if (size > ROW_LIMIT_BYTES) throw new Error(`A row of ${size} bytes passes the limit of ${ROW_LIMIT_BYTES}.`)
    try {
      return sql.all(query, ...bind)
    } catch (error) {
      throw new StoreFault(error instanceof Error ? error.message : String(error))
    }
  },
  atomically: (work) => sql.atomically(work),
})

const sizeOf = (value: SqlValue): number =>
  typeof value === 'string' ? textSize(value) : value instanceof Uint8Array ? value.byteLength : 8

/** In UTF-8, as it is stored; short text is not worth the counting. */
const textSize = (text: string): number => (text.length < 1_000 ? text.length : utf8(text).byteLength)
