import type { EarlierDocument, RenderContext } from '../documents/format.ts'
import type { Purpose } from '../model/document.ts'
import { readBody } from '../outbox/bodies.ts'
import type { Lease } from '../outbox/queue.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { parseStored } from './validate.ts'

type Facts = Pick<Lease, 'orderId' | 'version' | 'route' | 'purpose' | 'corrections'>

/** The documents that a change follows on its route. None for a first document, or after a purge. */
export function earlierDocuments(
  { orderId, version, route, purpose, corrections }: Facts,
  { sql, supplier }: Pick<DispatchPorts, 'sql' | 'supplier'>,
): Pick<RenderContext, 'earlier'> {
  if (purpose === 'original') return {}
  const sent = sql.all<{ version: number; purpose: Purpose }>(
    `SELECT version, purpose FROM deliveries WHERE order_id = ?1 AND route = ?2
       AND ((version < ?3 AND (reached <> 'no' OR state = 'sending')) OR (version = ?3 AND ?4 > 0)) ORDER BY version`,
    orderId,
    route,
    version,
    corrections,
  )
  const earlier = sent.map(({ version: number, purpose: meant }): EarlierDocument | null => {
    const body = readBody(sql, orderId, number)
    return body && { order: parseStored(body, supplier), purpose: meant }
  })
  const known = earlier.filter((document) => document !== null)
  return known.length === earlier.length ? { earlier: known } : {}
}
