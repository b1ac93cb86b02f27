import type { Sql } from './sql.ts'

/** Whoever has the token can post what speaks of nothing as often as they like; nobody is told of it more often than this. */
const QUIET_MS = 3_600_000

/** How many came since the last one that was told, this one included; null while it is too early to tell again. */
export function countStray(sql: Sql, route: string, now: number): number | null {
  const topic = `strays:${route}`
  const [row] = sql.all<{ value: string }>('SELECT value FROM facts WHERE name = ?', topic)
  const [toldAt, silent] = readCount(row?.value)
  const tells = now - toldAt >= QUIET_MS
  sql.all(
    'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    topic,
    tells ? `${now} 0` : `${toldAt} ${silent + 1}`,
  )
  return tells ? silent + 1 : null
}

function readCount(value: string | undefined): [toldAt: number, silent: number] {
  const [toldAt = Number.NEGATIVE_INFINITY, silent = 0] = (value ?? '').split(' ').filter(Boolean).map(Number)
  return [toldAt, silent]
}
