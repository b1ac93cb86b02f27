import type { Sql } from '../sql.ts'

/** A step from the schema before to the schema called `version`. Once released, a migration never changes. */
export interface Migration {
  readonly version: number
  /** The change, in the words of the table `migrations`. */
  readonly name: string
  /** Runs inside the transaction that also stores the version, so a throw leaves the storage unchanged. */
  readonly up: (sql: Sql) => void
}
