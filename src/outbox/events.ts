import { utcTime } from '../model/local-time.ts'
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

/** Manual actions with their actors, newest first. */
export const listEvents = (
  sql: Sql,
  supplier: string,
  limit: number,
  { action = null, text = null, before = null }: EventQuery = {},
): PersonalEvent[] =>
  sql
    .all<Omit<PersonalEvent, 'at' | 'supplier'> & { readonly at: number }>(
      `SELECT e.seq, e.at, e.by, e.action, e.order_id AS orderId, o.number AS orderNumber, e.route, e.note,
       e.erp_reference AS erpReference FROM events e LEFT JOIN orders o ON o.id = e.order_id
       WHERE (?1 IS NULL OR e.seq < ?1) AND (?2 IS NULL OR e.action = ?2)
       AND (?3 IS NULL OR instr(lower(e.by || char(10) || coalesce(e.order_id, '') || char(10) || coalesce(o.number, '') || char(10)
         || coalesce(e.route, '') || char(10) || coalesce(e.note, '') || char(10) || coalesce(e.erp_reference, '')), ?3) > 0)
       ORDER BY e.seq DESC LIMIT ?4`,
      before,
      action,
      text?.toLowerCase() ?? null,
      limit,
    )
    .map(({ at, ...event }) => ({ ...event, at: utcTime(at), supplier }))
