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
  const { order: text } = words
  const at = arrivalIn(order.timeline, delivery)?.at
  const time = at === undefined ? '–' : moment(at, visit, supplier.timeZone)
  // A receiver may reject, change or confirm a document that arrived, also after another route took over.
  const arrived = text[state === 'sent' ? 'docSent' : 'docThere']
  const doubtful = mayHaveReached(delivery) && !isNotThere(note) ? text.docPerhaps : text.docNot
  const stand = state === 'done' ? text.docHand : reached === 'yes' ? arrived : doubtful
  return fill(stand, { version, route, time })
}
