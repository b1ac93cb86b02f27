import type { DeliveryState } from '../../model/delivery-state.ts'
import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'
import { HISTORY } from '../timeline.ts'

const KIND = 'arrived-after-all'

/**
 * A document arrived after a person had ended its delivery. After a discard the customer expects no goods, and after an
 * entry by hand the receiver has the order twice, so the desk is alerted.
 */
export function alertArrival(ports: AlertPorts, { orderId, version, route }: DeliveryKey): void {
  const [delivery] = ports.sql.all<{ state: DeliveryState; purpose: string }>(
    'SELECT state, purpose FROM deliveries WHERE order_id = ? AND version = ? AND route = ?',
    ...keyValues({ orderId, version, route }),
  )
  if (!delivery || delivery.purpose === 'cancellation') return
  const isKeyed = delivery.state === 'done' && !wasHandedOver(ports.sql, { orderId, version, route })
  if (!isKeyed && delivery.state !== 'discarded') return
  if (wasAlerted(ports.sql, { orderId, version, route })) return
  const says = isKeyed ? 'arrived-keyed' : 'arrived-discarded'
  raiseAlert(ports, { kind: KIND, orderId, version, route, why: { says } })
}

/** A system may report the same document again and again. */
const wasAlerted = (sql: Sql, { orderId, version, route }: DeliveryKey): boolean =>
  sql.all(
    `SELECT 1 FROM incident_orders WHERE kind = '${KIND}' AND order_id = ? AND version = ? AND route = ?`,
    ...keyValues({ orderId, version, route }),
  ).length > 0

/** The person who marked the order as done may have known then that the document had arrived. */
const wasHandedOver = (sql: Sql, { orderId, version, route }: DeliveryKey): boolean =>
  sql.all(
    `SELECT 1 FROM ${HISTORY} WHERE order_id = ? AND version = ? AND route = ? AND event IN ('sent', 'delivered', 'fetched') LIMIT 1`,
    ...keyValues({ orderId, version, route }),
  ).length > 0
