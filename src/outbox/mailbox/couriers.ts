import type { Sql } from '../sql.ts'

/** One life of one courier. A courier is its state folder; every start of it is another run. */
export interface Caller {
  readonly courier: string
  readonly run: string
}

/** Something that keeps a courier from its work. The code stays while the words may change. */
export interface Trouble {
  readonly code: string
  readonly text: string
}

export interface Heartbeat extends Caller {
  /** Earlier runs of the same state folder since the one that last held the lease: all of them have ended. */
  readonly after: readonly string[]
  /** What its machine is called. */
  readonly host: string
  readonly troubles: readonly Trouble[]
  /** It stops now, and needs the lease no longer. */
  readonly leaving: boolean
}

interface BeatResult {
  /** Only the courier that holds the lease may take what nobody has taken yet. */
  readonly holds: boolean
  /** How long it holds it, or another one does. */
  readonly leaseMs: number
  /** Nothing was heard of it for so long that somebody was told. */
  readonly wasSilent: boolean
  /** Not told before. */
  readonly troubles: readonly Trouble[]
  /** The codes of what was told, and is over. */
  readonly ended: readonly string[]
}

interface Row {
  readonly courier: string | null
  readonly run: string | null
  readonly host: string
  readonly until: number
  readonly silent: number
  readonly troubles: string
  readonly rival: string | null
  readonly rivalSince: number
  readonly rivalAt: number
}

/** A second courier counts once it has asked for longer than this: one that begins anew waits for its own old lease. */
const RIVAL_AFTER_LEASES = 2
const RIVAL_GONE_LEASES = 3
const RIVAL = 'second-courier'

/** One courier at a time: whoever comes first, until its lease runs out or a later run of the same courier takes over. */
export function recordHeartbeat(sql: Sql, route: string, given: Heartbeat, leaseMs: number, now: number): BeatResult {
  return sql.atomically(() => {
    const row = rowOf(sql, route)
    const isItsOwn = row?.courier === given.courier && (row.run === given.run || given.after.includes(row.run ?? ''))
    if (row && row.until > now && !isItsOwn) return refuse(sql, route, row, given, leaseMs, now)
    return grant(sql, route, row, given, leaseMs, now)
  })
}

/** Whether this very run holds the lease now. */
export const holdsLease = (sql: Sql, route: string, { courier, run }: Caller, now: number): boolean =>
  sql.all('SELECT 1 FROM couriers WHERE route = ? AND courier = ? AND run = ? AND until > ?', route, courier, run, now)
    .length > 0

function grant(
  sql: Sql,
  route: string,
  row: Row | undefined,
  given: Heartbeat,
  leaseMs: number,
  now: number,
): BeatResult {
  const before = toldIn(row)
  const rivalStays = before.includes(RIVAL) && row?.rival !== given.courier && isAbout(row, leaseMs, now)
  const codes = [...given.troubles.map(({ code }) => code), ...(rivalStays ? [RIVAL] : [])]
  const wasSilent = row?.silent === 1
  // A row is written at every second or third beat, not at every one: rows cost.
  const isFresh = row !== undefined && row.run === given.run && row.until - now > leaseMs / 2
  const stays = isFresh && !wasSilent && !given.leaving && before.join() === codes.join()
  const until = given.leaving ? now : stays ? row.until : now + leaseMs
  if (!stays)
    sql.all(
      `INSERT INTO couriers (route, courier, run, host, until, heard_at, troubles) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (route) DO UPDATE SET courier = excluded.courier, run = excluded.run, host = excluded.host,
         until = excluded.until, heard_at = excluded.heard_at, troubles = excluded.troubles, silent = 0`,
      route,
      given.courier,
      given.run,
      given.host,
      until,
      now,
      JSON.stringify(codes),
    )
  return {
    holds: !given.leaving,
    leaseMs: until - now,
    wasSilent,
    troubles: given.troubles.filter(({ code }) => !before.includes(code)),
    ended: before.filter((code) => !codes.includes(code)),
  }
}

function refuse(sql: Sql, route: string, row: Row, given: Heartbeat, leaseMs: number, now: number): BeatResult {
  const before = toldIn(row)
  const since = row.rival === given.courier && isAbout(row, leaseMs, now) ? row.rivalSince : now
  const isNews = now - since > RIVAL_AFTER_LEASES * leaseMs && !before.includes(RIVAL)
  sql.all(
    'UPDATE couriers SET rival = ?, rival_since = ?, rival_at = ?, troubles = ? WHERE route = ?',
    given.courier,
    since,
    now,
    JSON.stringify(isNews ? [...before, RIVAL] : before),
    route,
  )
  const text = `${given.host || 'A second machine'} asks for this mailbox too, while the courier on ${row.host || 'another machine'} works.`
  const troubles = isNews ? [{ code: RIVAL, text }] : []
  return { holds: false, leaseMs: row.until - now, wasSilent: false, troubles, ended: [] }
}

const toldIn = (row: Row | undefined): readonly string[] => JSON.parse(row?.troubles ?? '[]')

/** The second courier was heard of lately. */
const isAbout = (row: Row | undefined, leaseMs: number, now: number): boolean =>
  row !== undefined && now - row.rivalAt < RIVAL_GONE_LEASES * leaseMs

function rowOf(sql: Sql, route: string): Row | undefined {
  const [row] = sql.all<Row>(
    `SELECT courier, run, host, until, silent, troubles, rival, rival_since AS rivalSince,
     rival_at AS rivalAt FROM couriers WHERE route = ?`,
    route,
  )
  return row
}

/** What is known of a route's courier, for people to see. */
export interface CourierView {
  readonly host: string
  readonly heardAt: string
  readonly silent: boolean
  /** The codes of its troubles. */
  readonly troubles: readonly string[]
}

export function courierView(sql: Sql, route: string): CourierView | null {
  const [row] = sql.all<{ host: string; heardAt: number; silent: number; troubles: string }>(
    'SELECT host, heard_at AS heardAt, silent, troubles FROM couriers WHERE route = ? AND courier IS NOT NULL',
    route,
  )
  if (!row) return null
  const { host, heardAt, silent, troubles } = row
  return { host, heardAt: new Date(heardAt).toISOString(), silent: silent === 1, troubles: JSON.parse(troubles) }
}
