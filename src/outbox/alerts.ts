import type { Alert } from '../alert.ts'
import type { Sql } from './sql.ts'

export type AlertChannel = 'url' | 'mail'

/** An alert waiting to be sent. */
export interface DueAlert {
  readonly seq: number
  readonly alert: Alert
  readonly attempts: number
}

const RETRY_MS = [5_000, 30_000, 120_000, 600_000]
/** About a day of tries; after that the console is all that is left to tell. */
const GIVE_UP_AFTER = 150

export const raise = (sql: Sql, channel: AlertChannel, alert: Alert, now: number): void => {
  sql.all(
    'INSERT INTO alerts (at, channel, alert, next_at) VALUES (?, ?, ?, ?)',
    now,
    channel,
    JSON.stringify(alert),
    now,
  )
}

export function nextAlert(sql: Sql, channel: AlertChannel, now: number): DueAlert | null {
  const [row] = sql.all<{ seq: number; alert: string; attempts: number }>(
    'SELECT seq, alert, attempts FROM alerts WHERE channel = ? AND next_at <= ? ORDER BY seq LIMIT 1',
    channel,
    now,
  )
  return row ? { ...row, alert: JSON.parse(row.alert) } : null
}

export const alertSent = (sql: Sql, seq: number): void => {
  sql.all('DELETE FROM alerts WHERE seq = ?', seq)
}

export function alertFailed(sql: Sql, { seq, attempts }: DueAlert, now: number): void {
  if (attempts + 1 >= GIVE_UP_AFTER) {
    alertSent(sql, seq)
    return
  }
  const wait = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] ?? 600_000
  sql.all('UPDATE alerts SET next_at = ?, attempts = attempts + 1 WHERE seq = ?', now + wait, seq)
}
