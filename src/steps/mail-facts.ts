import type { RenderContext } from '../documents/format.ts'
import { mayHaveReached } from '../model/delivery-state.ts'
import { noteText } from '../model/finding.ts'
import { localMoment } from '../model/local-time.ts'
import { readBody } from '../outbox/bodies.ts'
import { deliveriesOf } from '../outbox/deliveries.ts'
import { keyValues } from '../outbox/key-values.ts'
import type { Lease } from '../outbox/queue.ts'
import { REFUSED_BEFORE } from '../outbox/refused-before.ts'
import { cutOffOf } from '../outbox/version-cut-off.ts'
import { mailRoutes } from '../profile/copy-routes.ts'
import type { Supplier } from '../profile/supplier.ts'
import { shownSentence } from '../text/shown.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { parseStored } from './validate.ts'

type Ports = Pick<DispatchPorts, 'sql' | 'supplier'>

type MailFacts = Pick<RenderContext, 'cutOff' | 'replaced' | 'refusal' | 'standsIn'>

/**
 * The facts that only a mail shows: the cut-off, the system that did not take the order, and for a replacement the version
 * that the reader has.
 */
export function mailFacts(lease: Lease, ports: Ports): MailFacts {
  const { sql, supplier } = ports
  const { orderId, version, purpose } = lease
  const replaced = purpose === 'replacement' ? replacedBy(lease, ports) : null
  const refusal = refusalBefore(lease, ports)
  return {
    ...cutOffFact(cutOffOf(sql, orderId, version), supplier),
    ...(refusal === null ? {} : { refusal }),
    ...(standsIn(lease, supplier) ? { standsIn: true } : {}),
    ...(replaced === null ? {} : { replaced }),
  }
}

export const cutOffFact = (
  cutOff: number | null,
  { timeZone }: Pick<Supplier, 'timeZone'>,
): Pick<RenderContext, 'cutOff'> => (cutOff === null ? {} : { cutOff: localMoment(cutOff, timeZone) })

/** The newest earlier version that may have arrived by this route. Null if its content is purged. */
function replacedBy({ orderId, version, route }: Lease, { sql, supplier }: Ports) {
  const before = deliveriesOf(sql, orderId).findLast(
    (delivery) => delivery.route === route && delivery.version < version && mayHaveReached(delivery),
  )
  const body = before && readBody(sql, orderId, before.version)
  return body ? parseStored(body, supplier) : null
}

/** A mail in the place of another mail stands in for no system. */
const standsIn = ({ route, primaryRoute, purpose }: Lease, supplier: Supplier): boolean =>
  route !== primaryRoute && purpose !== 'cancellation' && !mailRoutes(supplier).includes(primaryRoute)

/** Enough to act on; the page of the order has the complete answer. */
const REFUSAL_LENGTH = 500

/** The last refusal by a route that this route replaces. */
function refusalBefore({ orderId, version, route }: Lease, { sql, supplier }: Ports): string | null {
  const [refused] = sql.all<{ note: string | null }>(
    `SELECT d.note FROM deliveries own CROSS JOIN deliveries d
     WHERE own.order_id = ?1 AND own.version = ?2 AND own.route = ?3 AND d.order_id = own.order_id AND d.version = own.version
       AND d.primary_route = own.primary_route AND d.route <> own.route AND ${REFUSED_BEFORE}
     ORDER BY d.fencing_token DESC LIMIT 1`,
    ...keyValues({ orderId, version, route }),
  )
  return refused ? shownSentence(noteText(refused.note ?? '', supplier.language), REFUSAL_LENGTH) : null
}
