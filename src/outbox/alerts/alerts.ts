import type { Alert } from '../../alerts/alert.ts'
import { DAY_MS } from '../../model/day.ts'
import type { Channel } from '../../profile/alert-rules.ts'
import type { Sql } from '../sql.ts'

/** An alert waiting to be sent by one channel. */
export interface DueAlert {
  readonly seq: number
  readonly alert: Alert
  /** From when the alert may be sent. */
  readonly at: number
  readonly attempts: number
  /** The alert was passed to a backup channel. */
  readonly escalated: boolean
}

/** An alert that a channel could not send yet. */
interface UnsentAlert {
  readonly channel: string
  readonly alert: Alert
  readonly at: number
  readonly attempts: number
  /** How the last attempt failed; null before the first attempt. */
  readonly failure: string | null
}

const SOONEST_MS = 5_000
const RETRY_MS = [SOONEST_MS, 30_000, 120_000, 600_000]
/** Wait between attempts after a day of failures. */
const SELDOM_MS = 3_600_000
/** After this time the Admin API alone shows the incident. */
const GIVE_UP_MS = 7 * DAY_MS

/** `at`: not before this moment. */
export const queueAlert = (sql: Sql, channel: string, alert: Alert, at: number): void => {
  sql.all(
    'INSERT INTO alerts (at, channel, message, alert, next_at) VALUES (?, ?, ?, ?, ?)',
    at,
    channel,
    alert.id,
    JSON.stringify(alert),
    at,
  )
}

export const nextAlert = (sql: Sql, channel: string, now: number): DueAlert | null =>
  dueAlerts(sql, channel, now, 1)[0] ?? null

/** Alerts that may be sent by `now`, oldest first. */
export const dueAlerts = (sql: Sql, channel: string, now: number, limit = 1_000): DueAlert[] =>
  sql
    .all<Omit<DueAlert, 'alert' | 'escalated'> & { alert: string; escalated: number }>(
      `SELECT seq, alert, at, attempts, escalated FROM alerts WHERE channel = ? AND next_at <= ? ORDER BY seq LIMIT ${limit}`,
      channel,
      now,
    )
    .map((row) => ({ ...row, alert: JSON.parse(row.alert), escalated: row.escalated === 1 }))

export const alertSent = (sql: Sql, seq: number): void => {
  sql.all('DELETE FROM alerts WHERE seq = ?', seq)
}

/** When the channel next tries an earlier message of the same incident; null when none waits. */
export const earlierMessageAt = (sql: Sql, channel: string, { seq, alert }: DueAlert): number | null =>
  sql.all<{ at: number | null }>(
    "SELECT max(next_at) AS at FROM alerts WHERE channel = ? AND seq < ? AND json_extract(alert, '$.incident') = ?",
    ...[channel, seq, alert.incident ?? ''],
  )[0]?.at ?? null

/** The alert is not needed if something else happens until then. */
export const postponeAlert = (sql: Sql, seq: number, nextAt: number): void => {
  sql.all('UPDATE alerts SET next_at = ? WHERE seq = ?', nextAt, seq)
}

/** The channel works again, so its waiting alerts are due now. */
export const retryNow = (sql: Sql, channel: string, now: number): void => {
  sql.all('UPDATE alerts SET next_at = at WHERE channel = ? AND attempts > 0 AND next_at > ?', channel, now)
}

/**
 * Stores a failed attempt. Returns the time of the next attempt, not later than `latest`; null when the alert is given
 * up.
 */
export function alertFailed(
  sql: Sql,
  { seq, at, attempts }: DueAlert,
  why: string,
  latest: number,
  now: number,
): number | null {
  if (now - at >= GIVE_UP_MS) {
    alertSent(sql, seq)
    return null
  }
  const wait = now - at >= DAY_MS ? SELDOM_MS : (RETRY_MS[attempts] ?? 600_000)
  const nextAt = Math.max(now + SOONEST_MS, Math.min(now + wait, latest))
  sql.all('UPDATE alerts SET next_at = ?, attempts = attempts + 1, failure = ? WHERE seq = ?', nextAt, why, seq)
  return nextAt
}

/** Marks the alert as escalated for all channels, so that only one backup channel gets the alert. */
export const markEscalated = (sql: Sql, { id }: Alert): void => {
  sql.all('UPDATE alerts SET escalated = 1 WHERE message = ?', id)
}

/**
 * Moves the alerts of a removed channel to the first configured channel. Deletes them when no channel is configured.
 */
export function reassignAlerts(sql: Sql, channels: readonly Channel[]): void {
  sql.all(
    'UPDATE alerts SET channel = ? WHERE channel NOT IN (SELECT value FROM json_each(?))',
    channels[0]?.name ?? '',
    JSON.stringify(channels.map(({ name }) => name)),
  )
  if (channels.length === 0) sql.all('DELETE FROM alerts')
}

export const unsentAlerts = (sql: Sql): UnsentAlert[] =>
  sql
    .all<Omit<UnsentAlert, 'alert'> & { alert: string }>(
      'SELECT channel, alert, at, attempts, failure FROM alerts ORDER BY seq LIMIT 1000',
    )
    .map((row) => ({ ...row, alert: JSON.parse(row.alert) }))
