import { mayHaveReached } from '../../model/delivery-state.ts'
import { arrivalIn } from '../../model/erp-holding.ts'
import { isNotThere } from '../../model/not-there.ts'
import { fill } from '../../text/fill.ts'
import { moment } from '../frame/times.ts'
import type { OrderProps } from './order-body.tsx'

type Delivery = OrderProps['order']['deliveries'][number]

/** Says which version a document has, by which route, and whether the document arrived. */
export function documentStand(delivery: Delivery, { visit, supplier, order }: OrderProps): string {
  const { words } = visit
  const { state, reached, note, route, version } = delivery
  // A receiver that answers later rejects, or changes, a document that arrived.
  const isThere = state === 'delivered' || (state === 'refused' && reached === 'yes')
  const { order: text } = words
  const at = arrivalIn(order.timeline, delivery)?.at
  const time = at === undefined ? '–' : moment(at, visit, supplier.timeZone)
  const stand =
    state === 'done'
      ? text.docHand
      : isThere
        ? text.docThere
        : state === 'sent' && reached === 'yes'
          ? text.docSent
          : mayHaveReached(delivery) && !isNotThere(note)
            ? text.docPerhaps
            : text.docNot
  return fill(stand, { version, route, time })
}
