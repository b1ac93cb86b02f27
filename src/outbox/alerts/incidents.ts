import { type AlertKind, type KindRules, rulesOf } from '../../alerts/kinds.ts'
import type { Sql } from '../sql.ts'

/** Identity of an incident: its kind, route and cause. Empty when a kind has no route or cause. */
export interface IncidentKey {
  readonly kind: AlertKind
  readonly route: string
  readonly cause: string
}

/**
 * An incident from the first occurrence until an hour after the end, so that an intermittent incident does not send a
 * message each time.
 */
export interface Incident extends IncidentKey {
  readonly openedAt: number
  readonly lastAt: number
  /** Since when the incident seems resolved. */
  readonly overAt: number | null
  readonly closedAt: number | null
  readonly times: number
  /** Occurrences that no message has reported yet, and when the next message is due. */
  readonly unannounced: number
  readonly moreAt: number | null
  /** Recent messages, and the time of the last message. */
  readonly messages: number
  readonly lastMessageAt: number
  /** The last occurrence, in a sentence. */
  readonly why: string
  /** The kind, route and cause in earlier messages, whose kind has another name now; null for the present names. */
  readonly messageKey: string | null
  /** When the incident may end although nothing happens. Not stored: only the time of the next check is. */
  readonly endsAt?: number | null
  /** The stored time of the next check. */
  readonly nextAt?: number | null
}

/** After an hour without a message, the next message is sent at once. */
export const BURST_RESET_MS = 3_600_000
/** Wait in which occurrences marked `many` are grouped into one message. */
const GROUP_WAIT_MS = 60_000
const NEVER_ANNOUNCED = 0
/** The condition must be absent for this long before the incident is resolved. */
export const RESOLVE_DELAY_MS = 60_000

/** The facts of an occurrence that decide when a message is sent. Milliseconds since 1970. */
interface NewOccurrence {
  /** The reason, in a sentence. */
  readonly why: string
  readonly now: number
  /** See `Occurrence` in `raise-alert.ts`. */
  readonly among?: 'many' | 'these' | undefined
  /** The desk settles the order together with earlier orders of the incident. */
  readonly isKnown?: boolean
  /** The cut-off of the order; null or absent without one. */
  readonly cutOff?: number | null
}

/** Returns the incident after one more occurrence, and whether to send a message now. */
export function addOccurrence(
  known: Incident | null,
  incidentKey: IncidentKey,
  { why, now, among, isKnown = false, cutOff = null }: NewOccurrence,
): [Incident, boolean] {
  const rules = rulesOf(incidentKey.kind)
  const going = known?.closedAt === null ? known : null
  const messages = known && now - known.lastMessageAt <= BURST_RESET_MS ? known.messages : 0
  const isOther = rules.aboutOrders && going !== null && reasonOf(going.why) !== reasonOf(why)
  const isNews = !isKnown && (rules.everyOccurrence || !going || going.overAt !== null || isOther)
  const isSingle = isNews && messages < rules.atOnce
  const atOnce = isSingle && among === undefined
  const lastMessageAt = known?.lastMessageAt ?? (among === undefined ? now : NEVER_ANNOUNCED)
  const wait = going?.overAt === null ? waitMs(rules, messages, isKnown) : BURST_RESET_MS
  const groupedAt = among === 'many' ? now + GROUP_WAIT_MS : lastMessageAt + wait
  const moreAt = among === 'these' && isSingle ? now : (going?.moreAt ?? groupedAt)
  const incident: Incident = {
    ...incidentKey,
    why,
    openedAt: going?.openedAt ?? now,
    lastAt: now,
    overAt: null,
    closedAt: null,
    times: (going?.times ?? 0) + 1,
    unannounced: (going?.unannounced ?? 0) + 1,
    moreAt: Math.min(moreAt, halfwayTo(cutOff, now)),
    messages,
    lastMessageAt,
    messageKey: going?.messageKey ?? null,
  }
  if (!atOnce) return [incident, false]
  // A message about one order reports no other order.
  const isGrouped = rules.aboutOrders && going !== null && going.unannounced > 0
  const others = isGrouped ? { unannounced: going.unannounced, moreAt: going.moreAt } : {}
  return [{ ...markAnnounced(incident, now), ...others }, true]
}

/** The reason without the other system's words, which may differ with each answer. The statuses of an outage are one reason. */
const reasonOf = (why: string): string => (why.split(/\s?: |\.$/, 1)[0] ?? '').replace(/\b5\d\d\b/, '5xx')

/** A person learns of an order while at least half of the time to the cut-off is left. */
function halfwayTo(cutOff: number | null, now: number): number {
  if (cutOff === null || cutOff <= now) return Number.POSITIVE_INFINITY
  return Math.max(now + GROUP_WAIT_MS, now + Math.floor((cutOff - now) / 2))
}

/** The incident after a message that reported all occurrences. */
export const markAnnounced = (incident: Incident, now: number): Incident => ({
  ...incident,
  unannounced: 0,
  moreAt: null,
  messages: incident.messages + 1,
  lastMessageAt: now,
})

function waitMs(
  { everyOccurrence, atOnce, repeatMinutes: againMinutes }: KindRules,
  messages: number,
  isKnown: boolean,
): number {
  const step = Math.max(0, messages - (everyOccurrence && !isKnown ? atOnce : 1))
  return 60_000 * (againMinutes[step] ?? againMinutes.at(-1) ?? 60)
}

/** Time of the next check without an event; null while only an event can change the incident. */
export function nextCheck({ closedAt, overAt, moreAt, lastMessageAt, lastAt, kind, endsAt }: Incident): number | null {
  if (closedAt !== null) return Math.max(closedAt, lastMessageAt + BURST_RESET_MS)
  if (overAt !== null) return overAt + RESOLVE_DELAY_MS
  const { resolvesWhen: ends } = rulesOf(kind)
  const end = typeof ends === 'number' ? lastAt + ends * 3_600_000 : (endsAt ?? null)
  return moreAt === null || end === null ? (moreAt ?? end) : Math.min(moreAt, end)
}

const COLUMNS = `kind, route, cause, opened_at AS openedAt, last_at AS lastAt, recovering_since AS overAt, closed_at AS closedAt, occurrences AS times,
  unannounced, next_message_at AS moreAt, messages, last_message_at AS lastMessageAt, why, message_key AS messageKey, next_at AS nextAt`

export const findIncident = (sql: Sql, { kind, route, cause }: IncidentKey): Incident | null =>
  sql.all<Incident>(
    `SELECT ${COLUMNS} FROM incidents WHERE kind = ? AND route = ? AND cause = ?`,
    kind,
    route,
    cause,
  )[0] ?? null

/** The incident is open and shows no sign of an end. */
export function isOpen(sql: Sql, incidentKey: IncidentKey): boolean {
  const known = findIncident(sql, incidentKey)
  return known !== null && known.closedAt === null && known.overAt === null
}

/** Oldest first; includes closed incidents until they are deleted. */
export const listIncidents = (sql: Sql): Incident[] =>
  sql.all<Incident>(`SELECT ${COLUMNS} FROM incidents ORDER BY opened_at, kind, route, cause`)

export function keepIncident(sql: Sql, incident: Incident): void {
  sql.all(
    `INSERT OR REPLACE INTO incidents (kind, route, cause, opened_at, last_at, recovering_since, closed_at, occurrences, unannounced, next_message_at, messages, last_message_at, why, next_at, message_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    incident.kind,
    incident.route,
    incident.cause,
    incident.openedAt,
    incident.lastAt,
    incident.overAt,
    incident.closedAt,
    incident.times,
    incident.unannounced,
    incident.moreAt,
    incident.messages,
    incident.lastMessageAt,
    incident.why,
    nextCheck(incident),
    incident.messageKey,
  )
}

export const forgetIncident = (sql: Sql, { kind, route, cause }: IncidentKey): void => {
  sql.all('DELETE FROM incidents WHERE kind = ? AND route = ? AND cause = ?', kind, route, cause)
}

/** Number of incidents, and the time of the next check. */
export function incidentsDue(sql: Sql): { readonly count: number; readonly at: number | null } {
  const [row] = sql.all<{ count: number; at: number | null }>(
    'SELECT count(*) AS count, min(next_at) AS at FROM incidents',
  )
  return row ?? { count: 0, at: null }
}
