import type { Sql } from './sql.ts'

/** Rolls back the transaction. */
const UNDO = Symbol('undo')

/** Runs the work, rolls back all writes, and returns the result of the work. */
export function rolledBack<T>(sql: Sql, work: () => T): T {
  const results: T[] = []
  try {
    sql.atomically(() => {
      results.push(work())
      throw UNDO
    })
  } catch (thrown) {
    if (thrown !== UNDO) throw thrown
  }
  const [result] = results
  return result as T
}
