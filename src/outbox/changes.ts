import type { Sql } from './sql.ts'

/** Tables with rows that the pages of the console show. A courier's heartbeat changes no page. */
const SHOWN =
  /^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+(orders|versions|deliveries|timeline|events|refusals|routes|catalogue_entries|customer_notices|acknowledgements|marks)\b/

export interface Changes {
  readonly sql: Sql
  /** The number of statements that may have changed a page, since the outbox was opened. */
  count(): number
}

/** Counts changes in memory, so that a page that asks whether something is new reads no row. */
export function countChanges(sql: Sql): Changes {
  const known = new Map<string, boolean>()
  let changes = 0
  const changesPage = (query: string): boolean => {
    const is = known.get(query) ?? SHOWN.test(query)
    known.set(query, is)
    return is
  }
  return {
    sql: {
      ...sql,
      all(query, ...bind) {
        if (changesPage(query)) changes++
        return sql.all(query, ...bind)
      },
    },
    count: () => changes,
  }
}
