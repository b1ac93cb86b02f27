import type { Alert } from '../../alerts/alert.ts'
import { writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'

const NAMES = 'alerted:'

/** A name of a stored value has the incident and the channel, with a space between. */
const prefixOf = (incident: string): string => `${NAMES}${incident} `

/** Stores that the readers of the channel got a message of the incident. An incident that ended stores nothing: its end is queued. */
export function markAlerted(
  sql: Sql,
  channel: string,
  { incident, kind, route = '', cause = '', since = '' }: Alert,
): void {
  const open = sql.all(
    'SELECT 1 FROM incidents WHERE kind = ? AND route = ? AND cause = ? AND opened_at = ? AND closed_at IS NULL',
    ...[kind, route, cause, Date.parse(since)],
  )
  if (incident !== undefined && open.length > 0) writeValue(sql, prefixOf(incident) + channel, '')
}

/** At the end of an incident, the channels with a message of the incident. Deletes the stored names. */
export function takeAlerted(sql: Sql, { kind, incident = '' }: Alert): ReadonlySet<string> {
  if (kind !== 'resolved') return new Set()
  const prefix = prefixOf(incident)
  const rows = sql.all<{ name: string }>(
    'DELETE FROM key_values WHERE name > ? AND name < ? RETURNING name',
    prefix,
    `${prefix.trimEnd()}!`,
  )
  return new Set(rows.map(({ name }) => name.slice(prefix.length)))
}

/** Deletes all stored names. The outbox has no incidents after a move. */
export const dropAlerted = (sql: Sql): void => {
  sql.all("DELETE FROM key_values WHERE name > ? AND name < 'alerted;'", NAMES)
}
