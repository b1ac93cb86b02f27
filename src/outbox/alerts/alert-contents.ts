import type { Alert } from '../../alerts/alert.ts'
import type { Sql } from '../sql.ts'

const IDS = '(SELECT value FROM json_each(?1))'

/**
 * Deletes the reasons of these orders from the alerts that wait for a channel. The title, the order number and the steps
 * stay, so that people still learn of the incident. `ids`: a JSON list.
 */
export function deleteAlertTexts(sql: Sql, ids: string): void {
  const waiting = sql.all<{ seq: number; alert: string }>(
    `SELECT seq, alert FROM alerts WHERE json_extract(alert, '$.orderId') IN ${IDS}
     OR EXISTS (SELECT 1 FROM json_each(alert, '$.orders') o WHERE json_extract(o.value, '$.orderId') IN ${IDS})`,
    ids,
  )
  for (const { seq, alert } of waiting)
    sql.all('UPDATE alerts SET alert = ? WHERE seq = ?', JSON.stringify(withoutReason(JSON.parse(alert))), seq)
}

/** Deletes the reasons of open incidents that these orders belong to. `ids`: a JSON list. */
export const deleteIncidentReasons = (sql: Sql, ids: string): void =>
  void sql.all(
    `UPDATE incidents SET why = '' WHERE why <> '' AND EXISTS (
       SELECT 1 FROM incident_orders i WHERE i.kind = incidents.kind AND i.route = incidents.route AND i.cause = incidents.cause
         AND i.order_id IN ${IDS})`,
    ids,
  )

function withoutReason({ diff: _, forward: __, details, ...alert }: Alert): Alert {
  const text = alert.title ?? alert.kind
  if (!details) return { ...alert, text }
  const { order: _order, ...rest } = details
  return { ...alert, text, details: { ...rest, what: text } }
}
