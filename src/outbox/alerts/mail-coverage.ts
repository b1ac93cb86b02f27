import type { Alert } from '../../alerts/alert.ts'
import type { Channel } from '../../profile/alert-rules.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Sql } from '../sql.ts'
import type { IncidentKey } from './incidents.ts'

interface Ports {
  readonly sql: Sql
  readonly supplier: Pick<Supplier, 'routes'>
}

/**
 * Says whether a fallback route mails the refused orders to every reader of the channel. Such a mail has the order and the reason, so
 * an alert would only repeat the mail. `soon`: a mail is not sent yet, and may fail.
 */
export function mailCoverage(
  { sql, supplier }: Ports,
  channel: Channel,
  { kind, route }: Pick<IncidentKey, 'kind' | 'route'>,
  orderIds: readonly string[],
): 'sent' | 'soon' | 'none' {
  const routes = coveringRoutes(channel, kind, supplier)
  if (routes.length === 0 || orderIds.length === 0) return 'none'
  const [row] = sql.all<{ begun: number; sent: number }>(
    `SELECT count(*) AS begun, count(iif(${IS_SENT}, 1, NULL)) AS sent FROM json_each(?1) j
       CROSS JOIN deliveries d ON d.order_id = j.value AND d.route = ?3 AND ${IS_NEWEST} AND ${WAS_REFUSED}
       CROSS JOIN deliveries m ON m.order_id = d.order_id AND m.version = d.version AND m.primary_route = d.primary_route
         AND m.route IN (SELECT value FROM json_each(?2)) AND (m.state IN ('waiting', 'sending') OR ${IS_SENT})`,
    ...[JSON.stringify(orderIds), JSON.stringify(routes), route],
  )
  const { begun = 0, sent = 0 } = row ?? {}
  if (begun < orderIds.length) return 'none'
  return sent < begun ? 'soon' : 'sent'
}

const IS_SENT = "m.state IN ('sent', 'delivered', 'done')"
const IS_NEWEST = `NOT EXISTS (SELECT 1 FROM deliveries l WHERE l.order_id = d.order_id AND l.route = d.route AND l.version > d.version)`
/** Condition as `REFUSED_BEFORE`, also after a person's report. */
const WAS_REFUSED = 'd.superseded_by IS NULL AND d.superseded_from IS NOT NULL'

/** The routes whose mails reach every reader of the channel. After such a mail, the channel needs no alert of this kind. */
export const coveringRoutes = (channel: Channel, kind: Alert['kind'], { routes }: Ports['supplier']): string[] =>
  'mail' in channel && (kind === 'refused' || kind === 'fallback')
    ? routes.filter(({ document }) => isSuperset(readersOf(document), channel.mail.to)).map(({ name }) => name)
    : []

const readersOf = ({ format, to }: Supplier['routes'][number]['document']): readonly unknown[] =>
  format === 'email' && Array.isArray(to) ? to : []

function isSuperset(readers: readonly unknown[], wanted: readonly string[]): boolean {
  const known = new Set(readers.map((reader) => String(reader).toLowerCase()))
  return wanted.every((address) => known.has(address.toLowerCase()))
}

/** The orders of a message about one order, or of a complete list. */
export const ordersOf = ({ orderId, orders = [] }: Pick<Alert, 'orderId' | 'orders'>, listed: number): string[] =>
  orderId !== undefined ? [orderId] : orders.length < listed ? orders.map((order) => order.orderId) : []
