import type { AlertOrder } from '../../alerts/alert.ts'
import type { AlertKind } from '../../alerts/kinds.ts'
import type { Days } from '../../model/desk-days.ts'
import { needsPerson, needsPersonValues } from '../needs-person.ts'
import { noLaterCounts, REFUSED_BEFORE } from '../refused-before.ts'
import type { Sql } from '../sql.ts'
import type { Incident, IncidentKey } from './incidents.ts'
import { CANCELLATION } from './occurrence-cause.ts'

/** Adds an order to an incident: each order once. `wasAnnounced`: a message has named the order. */
export function addOrder(
  sql: Sql,
  incidentKey: IncidentKey,
  orderId: string,
  version: number,
  wasAnnounced: boolean,
): void {
  sql.all(
    `INSERT OR REPLACE INTO incident_orders (kind, route, cause, order_id, version, announced) VALUES (?, ?, ?, ?, ?, ?)`,
    incidentKey.kind,
    incidentKey.route,
    incidentKey.cause,
    orderId,
    version,
    wasAnnounced ? 1 : 0,
  )
}

export const hasOrder = (sql: Sql, { kind, route, cause }: IncidentKey, orderId: string): boolean =>
  sql.all(
    'SELECT 1 FROM incident_orders WHERE kind = ? AND route = ? AND cause = ? AND order_id = ? LIMIT 1',
    kind,
    route,
    cause,
    orderId,
  ).length > 0

/** The beginning of the incident. For one late order: when its delivery was due. */
export function beginOf(sql: Sql, { kind, route, cause, openedAt }: Incident, orderId: string | undefined): number {
  const isLate = orderId !== undefined && (kind === 'late' || kind === 'cut-off')
  const [due] = isLate
    ? sql.all<{ at: number | null }>(
        `SELECT min(d.due_since) AS at FROM incident_orders i JOIN deliveries d
           ON d.order_id = i.order_id AND d.version = i.version AND (i.route = '' OR d.route = i.route)
         WHERE i.kind = ? AND i.route = ? AND i.cause = ? AND i.order_id = ?`,
        ...[kind, route, cause, orderId],
      )
    : []
  return due?.at ?? openedAt
}

export const countOrders = (sql: Sql, { kind, route, cause }: IncidentKey): number =>
  sql.all<{ n: number }>(
    'SELECT count(*) AS n FROM incident_orders WHERE kind = ? AND route = ? AND cause = ?',
    kind,
    route,
    cause,
  )[0]?.n ?? 0

/** The first `limit` orders that no message has named yet, in order of arrival, and the number of all such orders. */
export function unannouncedOrders(
  sql: Sql,
  { kind, route, cause }: IncidentKey,
  limit: number,
): [AlertOrder[], number] {
  const orders = sql.all<AlertOrder>(
    `SELECT o.id AS orderId, o.number AS orderNumber FROM incident_orders i JOIN orders o ON o.id = i.order_id
     WHERE i.kind = ? AND i.route = ? AND i.cause = ? AND i.announced = 0 ORDER BY o.seq LIMIT ${limit}`,
    kind,
    route,
    cause,
  )
  const [row] = sql.all<{ n: number }>(
    'SELECT count(*) AS n FROM incident_orders WHERE kind = ? AND route = ? AND cause = ? AND announced = 0',
    kind,
    route,
    cause,
  )
  return [orders, row?.n ?? 0]
}

export const markOrdersAnnounced = (sql: Sql, { kind, route, cause }: IncidentKey): void => {
  sql.all(
    'UPDATE incident_orders SET announced = 1 WHERE kind = ? AND route = ? AND cause = ? AND announced = 0',
    kind,
    route,
    cause,
  )
}

export const forgetOrders = (sql: Sql, { kind, route, cause }: IncidentKey): void => {
  sql.all('DELETE FROM incident_orders WHERE kind = ? AND route = ? AND cause = ?', kind, route, cause)
}

/** Condition: no attempt before the present attempt may have sent a document of delivery `d`. */
export const UNSENT = "d.next_at IS NOT NULL AND d.reached = 'no'"

/** Condition of a delivery `d` that its receiver refused, and that another route brought. Today names the same orders. */
const PASSED = `${REFUSED_BEFORE} AND ${noLaterCounts()} AND EXISTS (SELECT 1 FROM versions v
  WHERE v.order_id = d.order_id AND v.version = d.version AND ${needsPerson('v.delivery_date', 'd.due_since', 4)})`

/**
 * Condition of a delivery `d` whose order is still affected. A delivery that is sent again stays affected until the
 * attempt ends.
 */
const TROUBLED: Readonly<Partial<Record<AlertKind, string>>> = {
  held: `d.state = 'held' AND i.cause IN (d.hold_reason, '${CANCELLATION}')`,
  'internal-error': "d.state = 'held' AND d.hold_reason = 'fault'",
  'cut-off': UNSENT,
  refused: `(d.next_at IS NOT NULL AND d.state <> 'sent' OR ${PASSED})`,
  fallback: PASSED,
  late: `CASE i.cause WHEN '${CANCELLATION}' THEN d.next_at IS NOT NULL OR d.state = 'sent' WHEN 'receipt-overdue' THEN d.state = 'sent'
    ELSE d.next_at IS NOT NULL AND d.state <> 'sent' END`,
}

/** Whether the incident still affects any order. */
export const hasAffectedOrders = (sql: Sql, incidentKey: IncidentKey, days: Days): boolean =>
  hasOrders(sql, incidentKey, TROUBLED[incidentKey.kind] ?? '0', days)

/** Whether the end of a delivery day ends the incident for an order, without an event. */
export const endsWithDay = (sql: Sql, incidentKey: IncidentKey, days: Days): boolean =>
  TROUBLED[incidentKey.kind]?.includes(PASSED) === true && hasOrders(sql, incidentKey, PASSED, days)

function hasOrders(sql: Sql, { kind, route, cause }: IncidentKey, condition: string, days: Days): boolean {
  const found = sql.all(
    `SELECT 1 FROM incident_orders i JOIN deliveries d
       ON d.order_id = i.order_id AND d.version = i.version AND (i.route = '' OR d.route = i.route)
     WHERE i.kind = ?1 AND i.route = ?2 AND i.cause = ?3 AND ${condition} LIMIT 1`,
    ...[kind, route, cause],
    ...(condition.includes(PASSED) ? needsPersonValues(days) : []),
  )
  return found.length > 0
}

/** Whether the route of the incident has delivered an order that arrived after all affected orders. */
export const hasDeliveredLater = (sql: Sql, { kind, route, cause }: IncidentKey): boolean =>
  sql.all(
    `SELECT 1 FROM orders o JOIN deliveries d ON d.order_id = o.id AND d.route = ?2 AND d.state = 'delivered'
     WHERE o.seq > (
       SELECT max(met.seq) FROM incident_orders i JOIN orders met ON met.id = i.order_id
       WHERE i.kind = ?1 AND i.route = ?2 AND i.cause = ?3) LIMIT 1`,
    kind,
    route,
    cause,
  ).length > 0
