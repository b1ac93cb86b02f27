import { isSettled, isUnsent, mayHaveReached } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { deliveriesOf } from '../deliveries.ts'
import { holdUnconfirmed, isChange } from '../hold-unconfirmed.ts'
import { type ReinstatePorts, reinstate } from '../reinstate.ts'
import { removeRequest } from '../request-ledger.ts'
import { addTimelineEntry } from '../timeline.ts'
import { cutOffOf } from '../version-cut-off.ts'
import { keepWithdrawn } from '../withdrawn.ts'

/** Why the sender of a stored order has no 2xx: it got an error, or disconnected before the answer. */
export type UnconfirmedCause = 'answered-error' | 'disconnected'

/**
 * `confirmed`: another request with the same content has a 2xx. `over`: every delivery is settled, so no document can
 * be sent any more.
 */
export type RetractionResult = 'absent' | 'confirmed' | 'over' | 'held' | 'left'

/** The version of the request, and its number of held deliveries: other routes may have sent the version already. */
interface Withdrawn {
  readonly found: RetractionResult
  readonly version: number
  readonly held: number
}

/**
 * The sender does not know that its order was stored. Unsent deliveries are held until the same content arrives again,
 * or the order API lists the order. After a disconnect, the configuration may send a first version without a
 * confirmation. Restores the deliveries that the version superseded. `shipsUnconfirmedAt`: when a route sends the order
 * without a confirmation; null when a person must release it.
 */
export function retractAcceptance(
  ports: ReinstatePorts,
  orderId: string,
  requestId: string,
  doubt: UnconfirmedCause,
  shipsUnconfirmedAt: (route: string, cutOff: number | null) => number | null,
): Withdrawn {
  const { sql } = ports
  const now = ports.clock.now()
  return sql.atomically(() => {
    const stored = removeRequest(sql, orderId, requestId)
    if (!stored) {
      if (doubt === 'answered-error') keepWithdrawn(sql, requestId, now)
      return { found: 'absent', version: 0, held: 0 }
    }
    const { version } = stored
    if (stored.stands) return { found: 'confirmed', version, held: 0 }
    addTimelineEntry(sql, orderId, {
      at: now,
      event: 'unconfirmed',
      version,
      route: null,
      text: findingNote(doubt === 'answered-error' ? 'sender-failed' : 'sender-disconnected'),
    })
    reinstate(ports, orderId, version, 'unconfirmed')
    const all = deliveriesOf(sql, orderId)
    const mine = all.filter((delivery) => delivery.version === version)
    // Only its sender or a person can confirm an order whose sender got an error.
    const needsPerson = doubt === 'answered-error' || isChange(all, version)
    const cutOff = cutOffOf(sql, orderId, version)
    const unsent = mine.filter((delivery) => isUnsent(delivery) && HOLDABLE.has(delivery.state))
    for (const { route } of unsent) {
      const at = needsPerson ? null : shipsUnconfirmedAt(route, cutOff)
      holdUnconfirmed(sql, { orderId, version, route }, at, ports.fallbackRules.lateAfter)
    }
    const hasLeft = mine.some(mayHaveReached)
    const found = hasLeft ? 'left' : mine.every(({ state }) => isSettled(state)) ? 'over' : 'held'
    return { found, version, held: unsent.length }
  })
}

const HOLDABLE: ReadonlySet<string> = new Set(['waiting', 'deferred'])
