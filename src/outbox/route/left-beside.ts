import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'

/**
 * A person used that route in place of a route of another chain. The route may have sent another version of the order, or still
 * sends a later version.
 */
export const hasLeftBeside = (
  sql: Sql,
  { orderId, version, primaryRoute }: Pick<DeliveryKey, 'orderId' | 'version'> & { readonly primaryRoute: string },
  route: string,
): boolean =>
  sql.all(
    `SELECT 1 FROM deliveries WHERE order_id = ?1 AND version <> ?2 AND route = ?3 AND primary_route <> ?4
     AND (reached <> 'no' OR state = 'sending' OR (version > ?2 AND state IN ('waiting', 'deferred', 'uncertain')))`,
    ...keyValues({ orderId, version, route }),
    primaryRoute,
  ).length > 0
