import type { RenderContext } from '../documents/format.ts'
import { mayHaveReached } from '../model/delivery-state.ts'
import { localMoment } from '../model/local-time.ts'
import { readBody } from '../outbox/bodies.ts'
import { deliveriesOf } from '../outbox/deliveries.ts'
import type { Lease } from '../outbox/queue.ts'
import { cutOffOf } from '../outbox/version-cut-off.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { parseStored } from './validate.ts'

type Ports = Pick<DispatchPorts, 'sql' | 'supplier'>

/** The facts that only a mail shows: the cut-off, and for a replacement the version that the reader has. */
export function mailFacts(lease: Lease, ports: Ports): Pick<RenderContext, 'cutOff' | 'replaced'> {
  const { sql, supplier } = ports
  const { orderId, version, purpose } = lease
  const replaced = purpose === 'replacement' ? replacedBy(lease, ports) : null
  return {
    ...cutOffFact(cutOffOf(sql, orderId, version), supplier),
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
