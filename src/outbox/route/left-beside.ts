import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'

/**
 * An earlier version may have been sent by that route, if a person used the route in place of a route of another chain.
 */
export const hasLeftBeside = (
  sql: Sql,
  { orderId, version, primaryRoute }: Pick<DeliveryKey, 'orderId' | 'version'> & { readonly primaryRoute: string },
  route: string,
): boolean =>
  sql.all(
    `SELECT 1 FROM deliveries WHERE order_id = ? AND version < ? AND route = ? AND primary_route <> ?
     AND (reached <> 'no' OR state = 'sending')`,
    ...keyValues({ orderId, version, route }),
    primaryRoute,
  ).length > 0
