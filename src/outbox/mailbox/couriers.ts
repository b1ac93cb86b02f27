import { findingNote } from '../../model/finding.ts'
import type { Sql } from '../sql.ts'

/** A run of a courier. The state folder identifies the courier; every start makes another run. */
export interface Caller {
  readonly courier: string
  readonly run: string
}

/**
 * An obstacle to a courier's work that the operator must fix. The gateway alerts once for each code, and resolves the
 * alert at the end. The text may change.
 */
export interface CourierIssue {
  readonly code: string
  readonly text: string
}

export interface Heartbeat extends Caller {
  /** Ended runs of the same state folder since the run that last held the lease. */
  readonly after: readonly string[]
  /** Name of the courier's machine. */
  readonly host: string
  readonly issues: readonly CourierIssue[]
  /** The courier stops now, and gives up the lease. */
  readonly leaving: boolean
}

interface HeartbeatResult {
  /** Only the courier that holds the lease may fetch a document that no courier has fetched. */
  readonly holds: boolean
  /** Remaining time of the lease, held by this courier or by another courier. */
  readonly leaseMs: number
  /** The courier was offline and the desk was alerted. */
  readonly wasOffline: boolean
  /** Issues without an alert so far. */
  readonly issues: readonly CourierIssue[]
  /** Codes of the alerted issues that have ended. */
  readonly ended: readonly string[]
}

interface Row {
  readonly courier: string | null
  readonly run: string | null
  readonly host: string
  readonly until: number
  readonly isOffline: number
  readonly issues: string
  readonly secondCourier: string | null
  readonly secondCourierSince: number
  readonly secondCourierSeenAt: number
}

/** A second courier counts after this many leases: a restarted courier may wait for its own old lease. */
const SECOND_AFTER_LEASES = 2
const RIVAL_EXPIRY_LEASES = 3
const SECOND_COURIER = 'second-courier'

/**
 * Gives the lease to one courier at a time. The first to call keeps the lease until it ends, or until a later run of
 * the same courier takes over.
 */
export function recordHeartbeat(
  sql: Sql,
  route: string,
  heartbeat: Heartbeat,
  leaseMs: number,
  now: number,
): HeartbeatResult {
  return sql.atomically(() => {
    const row = rowOf(sql, route)
    const isItsOwn =
      row?.courier === heartbeat.courier && (row.run === heartbeat.run || heartbeat.after.includes(row.run ?? ''))
    if (row && row.until > now && !isItsOwn) return refuse(sql, route, row, heartbeat, leaseMs, now)
    return grant(sql, route, row, heartbeat, leaseMs, now)
  })
}

export const holdsLease = (sql: Sql, route: string, { courier, run }: Caller, now: number): boolean =>
  sql.all('SELECT 1 FROM couriers WHERE route = ? AND courier = ? AND run = ? AND until > ?', route, courier, run, now)
    .length > 0

function grant(
  sql: Sql,
  route: string,
  row: Row | undefined,
  heartbeat: Heartbeat,
  leaseMs: number,
  now: number,
): HeartbeatResult {
  const before = alertedCodes(row)
  const secondStays =
    before.includes(SECOND_COURIER) && row?.secondCourier !== heartbeat.courier && isAbout(row, leaseMs, now)
  const codes = [...heartbeat.issues.map(({ code }) => code), ...(secondStays ? [SECOND_COURIER] : [])]
  const wasOffline = row?.isOffline === 1
  // Writes a row at every second or third heartbeat, not at every heartbeat, because rows cost.
  const isFresh = row !== undefined && row.run === heartbeat.run && row.until - now > leaseMs / 2
  const stays = isFresh && !wasOffline && !heartbeat.leaving && before.join() === codes.join()
  const until = heartbeat.leaving ? now : stays ? row.until : now + leaseMs
  if (!stays)
    sql.all(
      `INSERT INTO couriers (route, courier, run, host, until, last_seen_at, issues) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (route) DO UPDATE SET courier = excluded.courier, run = excluded.run, host = excluded.host,
         until = excluded.until, last_seen_at = excluded.last_seen_at, issues = excluded.issues, is_offline = 0`,
      route,
      heartbeat.courier,
      heartbeat.run,
      heartbeat.host,
      until,
      now,
      JSON.stringify(codes),
    )
  return {
    holds: !heartbeat.leaving,
    leaseMs: until - now,
    wasOffline,
    issues: heartbeat.issues.filter(({ code }) => !before.includes(code)),
    ended: before.filter((code) => !codes.includes(code)),
  }
}

function refuse(
  sql: Sql,
  route: string,
  row: Row,
  heartbeat: Heartbeat,
  leaseMs: number,
  now: number,
): HeartbeatResult {
  const before = alertedCodes(row)
  const since = row.secondCourier === heartbeat.courier && isAbout(row, leaseMs, now) ? row.secondCourierSince : now
  const isNews = now - since > SECOND_AFTER_LEASES * leaseMs && !before.includes(SECOND_COURIER)
  sql.all(
    'UPDATE couriers SET second_courier = ?, second_courier_since = ?, second_courier_seen_at = ?, issues = ? WHERE route = ?',
    heartbeat.courier,
    since,
    now,
    JSON.stringify(isNews ? [...before, SECOND_COURIER] : before),
    route,
  )
  const text = findingNote('second-courier', {
    host: heartbeat.host || 'A second machine',
    other: row.host || 'another machine',
  })
  const issues = isNews ? [{ code: SECOND_COURIER, text }] : []
  return { holds: false, leaseMs: row.until - now, wasOffline: false, issues, ended: [] }
}

const alertedCodes = (row: Row | undefined): readonly string[] => JSON.parse(row?.issues ?? '[]')

/** The second courier called recently. */
const isAbout = (row: Row | undefined, leaseMs: number, now: number): boolean =>
  row !== undefined && now - row.secondCourierSeenAt < RIVAL_EXPIRY_LEASES * leaseMs

function rowOf(sql: Sql, route: string): Row | undefined {
  const [row] = sql.all<Row>(
    `SELECT courier, run, host, until, is_offline AS isOffline, issues, second_courier AS secondCourier, second_courier_since AS secondCourierSince,
     second_courier_seen_at AS secondCourierSeenAt FROM couriers WHERE route = ?`,
    route,
  )
  return row
}

/** A route's courier in the Admin API. */
export interface CourierView {
  readonly host: string
  readonly lastSeenAt: string
  readonly offline: boolean
  /** The codes of the courier's issues. */
  readonly issues: readonly string[]
}

export function courierView(sql: Sql, route: string): CourierView | null {
  const [row] = sql.all<{ host: string; lastSeenAt: number; isOffline: number; issues: string }>(
    'SELECT host, last_seen_at AS lastSeenAt, is_offline AS isOffline, issues FROM couriers WHERE route = ? AND courier IS NOT NULL',
    route,
  )
  if (!row) return null
  const { host, lastSeenAt, isOffline, issues } = row
  return { host, lastSeenAt: new Date(lastSeenAt).toISOString(), offline: isOffline === 1, issues: JSON.parse(issues) }
}
