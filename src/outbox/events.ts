import { utcTime } from '../model/local-time.ts'
import { EVENT_TEXTS } from './search/event-text.ts'
import { findRows } from './search/find-rows.ts'
import { ALL_PLACES } from './search/received-days.ts'
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

export interface EventQuery {
  readonly action?: string | null
  /** Part of the actor, the order's number or id, the route, the note or the ERP's number. */
  readonly text?: string | null
  /** Only the events before this one: the start of a page. */
  readonly before?: number | null
}

type EventRow = Omit<PersonalEvent, 'at' | 'supplier'> & { readonly at: number }

const COLUMNS = `e.seq, e.at, e.action, ${EVENT_TEXTS}`
const FROM = 'events e LEFT JOIN orders o ON o.id = e.order_id'

/** Manual actions with their actors, newest first. */
export const listEvents = (sql: Sql, supplier: string, limit: number, query: EventQuery = {}): PersonalEvent[] =>
  eventRows(sql, limit, query).map(({ at, ...event }) => ({ ...event, at: utcTime(at), supplier }))

function eventRows(sql: Sql, limit: number, { action = null, text = null, before = null }: EventQuery): EventRow[] {
  const { needle, match } = wantedRows({ text })
  // The index of texts knows no action: it would compare every action of a common text.
  if (match !== null && action !== null && isRare(sql, action))
    return sql.all<EventRow>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE e.action = ?3 AND e.seq < ?4 AND ${hasNeedle('e.search_text')} ORDER BY e.seq DESC LIMIT ?2`,
      ...[needle, limit, action, before ?? Number.MAX_SAFE_INTEGER],
    )
  if (match !== null)
    return findRows<EventRow>(sql, {
      ...{ searched: SEARCHED_EVENTS, columns: COLUMNS, from: FROM, seq: 'e.seq' },
      where: `${hasNeedle('e.search_text')} AND (?4 IS NULL OR e.action = ?4)`,
      ...{ needle, match, range: ALL_PLACES, before, limit, values: [action] },
    })
  // With an action, the index of actions gives the newest rows.
  return sql.all<EventRow>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE e.seq < ?1 ${action === null ? '' : 'AND e.action = ?3'} ORDER BY e.seq DESC LIMIT ?2`,
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
    ...(action === null ? [] : [action]),
  )
}

const MOST_RARE = 1_000

const isRare = (sql: Sql, action: string): boolean =>
  sql.all(`SELECT 1 FROM events WHERE action = ? LIMIT 1 OFFSET ${MOST_RARE}`, action).length === 0

/** The actions after `seq`, oldest first. Reads no other row. */
export const listEventsAfter = (sql: Sql, supplier: string, seq: number, limit: number): PersonalEvent[] =>
  sql
    .all<EventRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE e.seq > ? ORDER BY e.seq LIMIT ?`, seq, limit)
    .map(({ at, ...event }) => ({ ...event, at: utcTime(at), supplier }))
