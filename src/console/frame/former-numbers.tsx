import type { OrderSummary } from '../../outbox/order-summary.ts'
import { fill } from '../../text/fill.ts'
import { h } from './jsx.ts'
import type { Visit } from './visit.ts'

interface FormerProps {
  readonly order: Pick<OrderSummary, 'formerNumbers'>
  readonly visit: Visit
}

/** The numbers that the chef gave the order before. A person on the telephone may name any of them. */
export const FormerNumbers = ({ order: { formerNumbers = [] }, visit }: FormerProps) =>
  formerNumbers.length === 0 ? null : (
    <small>{fill(visit.words.order.formerly, { number: formerNumbers.join(', ') })}</small>
  )
