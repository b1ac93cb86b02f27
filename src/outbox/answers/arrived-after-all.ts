import type { DeliveryState } from '../../model/delivery-state.ts'
import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'
import { HISTORY } from '../timeline.ts'

const KIND = 'arrived-after-all'

interface Ended extends DeliveryKey {
  readonly state: DeliveryState
  readonly purpose: string
  readonly primaryRoute: string
  readonly fencingToken: number
  readonly supersededBy: number | null
}

/**
 * A document arrived after a person had ended its delivery, or the delivery that took its place. After a discard the customer
 * expects no goods, and after an entry by hand the receiver has the order twice, so the desk is alerted.
 */
export function alertArrival(ports: AlertPorts, { orderId, version, route }: DeliveryKey): void {
  const { sql } = ports
  const [delivery] = sql.all<Ended>(
    `${ENDED} d.order_id = ? AND d.version = ? AND d.route = ?`,
    orderId,
    version,
    route,
  )
  if (!delivery || delivery.purpose === 'cancellation') return
  const ended = delivery.state === 'superseded' ? successorOf(sql, delivery) : delivery
  if (!ended) return
  const isKeyed = ended.state === 'done' && !wasHandedOver(sql, ended)
  // A discarded change gives the version before it back, so the goods of that version are expected.
  const isDiscarded = ended.state === 'discarded' && ended.version === version
  if (!isKeyed && !isDiscarded) return
  if (wasAlerted(sql, { orderId, version, route })) return
  const says = isKeyed ? 'arrived-keyed' : 'arrived-discarded'
  raiseAlert(ports, { kind: KIND, orderId, version, route, why: { says } })
}

const ENDED = `SELECT d.order_id AS orderId, d.version, d.route, d.state, d.purpose, d.primary_route AS primaryRoute,
  d.fencing_token AS fencingToken, d.superseded_by AS supersededBy FROM deliveries d WHERE`

/** The delivery that took the place of this delivery: of another route, or of a later version. */
function successorOf(
  sql: Sql,
  { orderId, version, primaryRoute, fencingToken, supersededBy }: Ended,
): Ended | undefined {
  const inChain = sql.all<Ended>(
    `${ENDED} d.order_id = ? AND d.version = ? AND d.primary_route = ? ORDER BY d.fencing_token DESC LIMIT 1`,
    orderId,
    supersededBy ?? version,
    primaryRoute,
  )
  return inChain.find((found) => supersededBy !== null || found.fencingToken > fencingToken)
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
