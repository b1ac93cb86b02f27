import type { RenderContext } from '../documents/format.ts'
import { localMoment } from '../model/local-time.ts'
import type { Order } from '../model/order/order.ts'
import { readBody } from '../outbox/bodies.ts'
import { correctionsBefore } from '../outbox/deliveries.ts'
import type { Lease } from '../outbox/queue.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { earlierDocuments } from './earlier-documents.ts'
import { parseStored } from './validate.ts'

/** Throws when the body is purged or is no order. */
export function orderOf(
  { orderId, version }: Pick<Lease, 'orderId' | 'version'>,
  { sql, supplier }: Pick<DispatchPorts, 'sql' | 'supplier'>,
): Order {
  const body = readBody(sql, orderId, version)
  if (!body) throw new Error('The body of an accepted order is not there.')
  return parseStored(body, supplier)
}

type Facts = Pick<
  Lease,
  'orderId' | 'route' | 'controlNumber' | 'groupNumber' | 'version' | 'purpose' | 'possibleRepeat' | 'corrections'
>

export function occasionOf(
  facts: Facts,
  { sql, clock, supplier }: Pick<DispatchPorts, 'sql' | 'clock' | 'supplier'>,
): RenderContext {
  const { controlNumber, groupNumber, version, purpose, possibleRepeat, corrections } = facts
  const earlierCorrections = version === 1 ? 0 : correctionsBefore(sql, facts)
  return {
    controlNumber: controlNumber ?? 0,
    groupNumber,
    preparedAt: localMoment(clock.now(), supplier.timeZone),
    version,
    purpose,
    possibleRepeat: possibleRepeat === 1,
    ...earlierDocuments(facts, { sql, supplier }),
    ...(corrections > 0 ? { correction: corrections } : {}),
    ...(earlierCorrections > 0 ? { earlierCorrections } : {}),
  }
}
