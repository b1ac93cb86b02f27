import type { Alert } from '../../alerts/alert.ts'
import { writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'

const NAMES = 'alerted:'

/** A name of a stored value has the incident and the channel, with a space between. */
const prefixOf = (incident: string): string => `${NAMES}${incident} `

/** Stores that the readers of the channel got a message of the incident. */
export function markAlerted(sql: Sql, channel: string, { incident }: Alert): void {
  if (incident !== undefined) writeValue(sql, prefixOf(incident) + channel, '')
}

/** Whether the readers of the channel got a message of the incident. */
export const isAlerted = (sql: Sql, channel: string, { incident = '' }: Alert): boolean =>
  sql.all('SELECT 1 FROM key_values WHERE name = ?', prefixOf(incident) + channel).length > 0

/** The channel has the end of the incident, or needs no end. */
export const forgetAlerted = (sql: Sql, channel: string, { incident = '' }: Alert): void => {
  sql.all('DELETE FROM key_values WHERE name = ?', prefixOf(incident) + channel)
}

/** Deletes all stored names. The outbox has no incidents after a move. */
export const dropAlerted = (sql: Sql): void => {
  sql.all("DELETE FROM key_values WHERE name > ? AND name < 'alerted;'", NAMES)
}
