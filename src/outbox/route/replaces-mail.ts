import type { DeliveryKey } from '../due.ts'
import type { Sql } from '../sql.ts'

interface Due extends Pick<DeliveryKey, 'orderId' | 'version'> {
  readonly primaryRoute: string
  readonly purpose: string
}

/** People have a mail of an earlier version by this route, and no system has a version. An original would be a second order for them. */
export function replacesMail(sql: Sql, { orderId, version, primaryRoute, purpose }: Due, route: string): boolean {
  if (purpose !== 'original') return false
  const earlier = sql.all<{ route: string; purpose: string }>(
    `SELECT route, purpose FROM deliveries WHERE order_id = ? AND version < ? AND primary_route = ?
     AND (reached <> 'no' OR state = 'sending') ORDER BY version DESC`,
    ...[orderId, version, primaryRoute],
  )
  const [newest] = earlier
  return newest !== undefined && newest.purpose !== 'cancellation' && earlier.every((one) => one.route === route)
}
