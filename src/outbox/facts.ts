import type { Sql } from './sql.ts'

/** A value that the outbox stores under a name: one row, always written complete. Null when no value is stored. */
export const readValue = (sql: Sql, name: string): string | null =>
  sql.all<{ value: string }>('SELECT value FROM key_values WHERE name = ?', name)[0]?.value ?? null

export const writeValue = (sql: Sql, name: string, value: string): void => {
  sql.all(
    'INSERT INTO key_values (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    value,
  )
}

/** Adds 1 to a counter. */
export const incrementValue = (sql: Sql, name: string): void => {
  sql.all(
    `INSERT INTO key_values (name, value) VALUES (?, '1')
     ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
    name,
  )
}
