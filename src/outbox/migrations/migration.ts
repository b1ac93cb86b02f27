import type { Sql } from '../sql.ts'

/** Thrown by a migration that cannot bring this storage further. The message is a sentence for the operator, without order contents. */
export class MigrationRefusal extends Error {
  override name = 'MigrationRefusal'
}

/** One step from the schema before to the schema called `version`. Once released, a migration never changes. */
export interface Migration {
  readonly version: number
  /** What changes, in the words of the table `migrations`. */
  readonly name: string
  /** Runs inside the transaction that also stores the version, so a throw leaves the storage as it was. */
  readonly up: (sql: Sql) => void
}
