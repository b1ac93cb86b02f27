import { utcTime } from '../model/local-time.ts'
import { actionMarkSql } from './search/action-mark.ts'
import { EVENT_TEXTS } from './search/event-text.ts'
import { type DayRange, type Period, periodOf, placesOfActions } from './search/event-times.ts'
import { type Found, findRows, nextAfter } from './search/find-rows.ts'
import { SEARCHED_EVENTS } from './search/search-index.ts'
import { hasNeedle, wantedRows } from './search/search-terms.ts'
import type { Sql } from './sql.ts'

/** A manual action with its actor. `at` is ISO 8601, UTC. */
export interface PersonalEvent {
  readonly seq: number
  readonly at: string
  readonly supplier: string
  readonly by: string
  readonly action: string
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly route: string | null
  readonly note: string | null
  readonly erpReference: string | null
}

/** `from` and `to`: days of the supplier's zone. */
export interface EventQuery extends DayRange {
  readonly action?: string | null
  /** Part of the actor, the order's number or id, the route, the note or the ERP's number. */
  readonly text?: string | null
  /** Only the events before this one: the start of a page. */
  readonly before?: number | null
}

type EventRow = Omit<PersonalEvent, 'at' | 'supplier'> & { readonly at: number }

const COLUMNS = `e.seq, e.at, e.action, ${EVENT_TEXTS}`
const FROM = 'events e LEFT JOIN orders o ON o.id = e.order_id'

/** The supplier with these actions. Days begin and end on the clock of its zone. */
interface ActionsOf {
  readonly supplier: string
  readonly zone: string
}

/** Manual actions with their actors, newest first. */
export function listEvents(
  sql: Sql,
  { supplier, zone }: ActionsOf,
  limit: number,
  query: EventQuery = {},
): Found<PersonalEvent> {
  const { rows, next } = eventRows(sql, limit, query, periodOf(query, zone))
  return { rows: rows.map(({ at, ...event }) => ({ ...event, at: utcTime(at), supplier })), next }
}

function eventRows(sql: Sql, limit: number, query: EventQuery, period: Period): Found<EventRow> {
  const { action = null, text = null, before = null } = query
  const { begin, end } = period
  const { needle, match } = wantedRows({ text, mark: text && action ? markOf(sql, action) : '' })
  const range = placesOfActions(sql, period)
  const inPeriod = 'e.at >= ?5 AND e.at < ?6'
  if (match !== null)
    return findRows<EventRow>(sql, {
      ...{ searched: SEARCHED_EVENTS, columns: COLUMNS, from: FROM, seq: 'e.seq' },
      where: `${hasNeedle('e.search_text')} AND (?4 IS NULL OR e.action = ?4) AND ${inPeriod}`,
      ...{ needle, match, range, before, limit, values: [action, begin, end] },
    })
  // With an action, the index of actions gives the newest rows.
  const rows = sql.all<EventRow>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE e.seq < ?2 AND e.seq >= ?1 AND ${action === null ? '?4 IS NULL' : 'e.action = ?4'}
       AND ${inPeriod} ORDER BY e.seq DESC LIMIT ?3`,
    ...[range.first, Math.min(before ?? Number.MAX_SAFE_INTEGER, range.last + 1), limit, action, begin, end],
  )
  return { rows, next: nextAfter(rows, limit) }
}

const markOf = (sql: Sql, action: string): string =>
  sql.all<{ mark: string }>(`SELECT ${actionMarkSql('?1')} AS mark`, action)[0]?.mark ?? ''

/** The actions after `seq`, oldest first. Reads no other row. */
export const listEventsAfter = (sql: Sql, supplier: string, seq: number, limit: number): PersonalEvent[] =>
  sql
    .all<EventRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE e.seq > ? ORDER BY e.seq LIMIT ?`, seq, limit)
    .map(({ at, ...event }) => ({ ...event, at: utcTime(at), supplier }))
