import { writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'

interface Failures {
  readonly times: number
  /** The order of the last failure. */
  readonly whose: string
  /** The last failure came before any byte of a document was sent. */
  readonly early: boolean
  /** The first failure; absent in a count of an earlier gateway. */
  readonly since?: number
}

const PREFIX = 'failures:'
/** The first name after all names with the prefix. */
const AFTER_PREFIX = 'failures;'

/** Failures in a row, by route: kept in storage until the route works, read once. Writes nothing while all attempts succeed. */
export function openFailures(sql: Sql) {
  const rows = sql.all<{ name: string; value: string }>(
    'SELECT name, value FROM key_values WHERE name > ? AND name < ?',
    PREFIX,
    AFTER_PREFIX,
  )
  const known = new Map<string, Failures>(rows.map(({ name, value }) => [name.slice(PREFIX.length), JSON.parse(value)]))
  return {
    get: (route: string): Failures | undefined => known.get(route),
    set(route: string, failures: Failures): void {
      known.set(route, failures)
      writeValue(sql, PREFIX + route, JSON.stringify(failures))
    },
    delete(route: string): void {
      if (known.delete(route)) sql.all('DELETE FROM key_values WHERE name = ?', PREFIX + route)
    },
  }
}

/** The first failure in a row on the route. Null without a failure. */
export const firstFailureAt = (sql: Sql, route: string): number | null =>
  sql.all<{ since: number | null }>(
    "SELECT json_extract(value, '$.since') AS since FROM key_values WHERE name = ?",
    PREFIX + route,
  )[0]?.since ?? null
