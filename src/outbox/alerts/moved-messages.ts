import type { Alert, AlertOrder } from '../../alerts/alert.ts'
import { rulesOf } from '../../alerts/kinds.ts'
import type { Sql, SqlValue } from '../sql.ts'
import { summaryText } from './alert-text.ts'
import { dropAlerted } from './alerted-channels.ts'
import { queueAlert, reassignAlerts } from './alerts.ts'
import { incidentAdvice } from './incident-advice.ts'
import { unannouncedOrders } from './incident-orders.ts'
import { LISTED } from './incident-sweep.ts'
import { type Incident, listIncidents } from './incidents.ts'
import { type AlertPorts, queueMessage } from './raise-alert.ts'

/** Messages that an outbox has not sent. The outbox of a supplier's new name sends them. */
export interface UnsentMessages {
  readonly alerts: readonly { readonly channel: string; readonly alert: Alert; readonly at: number }[]
  /** Occurrences that wait for one message about all of them. */
  readonly grouped: readonly Grouped[]
  /** Mails to customers, as rows of `customer_notices`. */
  readonly notices: readonly Readonly<Record<string, SqlValue>>[]
}

interface Grouped {
  readonly incident: Incident
  readonly orders: readonly AlertOrder[]
  readonly count: number
}

const NOTICE = ['order_id', 'digest', 'version', 'at', 'recipient', 'subject', 'text', 'next_at', 'attempts', 'failure']

export const unsentMessages = (sql: Sql): UnsentMessages => ({
  alerts: sql
    .all<{ channel: string; alert: string; at: number }>('SELECT channel, alert, at FROM alerts ORDER BY seq')
    .map(({ alert, ...row }) => ({ ...row, alert: JSON.parse(alert) })),
  grouped: listIncidents(sql)
    .filter(isUnannounced)
    .map((incident) => {
      const [orders, count] = unannouncedOrders(sql, incident, LISTED)
      return { incident, orders, count }
    }),
  notices: sql.all(`SELECT ${NOTICE.join(', ')} FROM customer_notices WHERE next_at IS NOT NULL ORDER BY at`),
})

/** The new outbox finds conditions that last, such as a paused route, by itself. */
const isUnannounced = ({ kind, closedAt, unannounced }: Incident): boolean =>
  rulesOf(kind).aboutOrders && closedAt === null && unannounced > 0

/** Queues the messages of the outbox that had these orders before. A cut move may repeat a message, and loses none. */
export function takeMessages(alertPorts: AlertPorts, { alerts, grouped, notices }: UnsentMessages): void {
  const { sql, clock, supplier } = alertPorts
  const now = clock.now()
  for (const { channel, alert, at } of alerts) queueAlert(sql, channel, alert, at)
  reassignAlerts(sql, alertPorts.alerts.channels)
  for (const { incident, orders, count } of grouped)
    queueMessage(alertPorts, incident, now, {
      orders,
      count,
      text: summaryText(incident, count, orders, supplier, {
        todo: incidentAdvice(alertPorts, incident),
      }),
    })
  for (const notice of notices)
    sql.all(
      `INSERT OR IGNORE INTO customer_notices (${NOTICE.join(', ')}) VALUES (${NOTICE.map(() => '?').join(', ')})`,
      ...NOTICE.map((column) => notice[column] ?? null),
    )
}

/** For an outbox whose messages another outbox sends. */
export function dropMessages(sql: Sql): void {
  sql.all('DELETE FROM alerts')
  sql.all('DELETE FROM incident_orders')
  sql.all('DELETE FROM incidents')
  dropAlerted(sql)
  sql.all('UPDATE customer_notices SET next_at = NULL WHERE next_at IS NOT NULL')
}
