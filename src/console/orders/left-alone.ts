import { fill } from '../../text/fill.ts'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { orderHoldings } from '../order/order-holdings.ts'
import { mayBeThere } from '../order/possible-actions.ts'
import type { BulkAction } from './bulk-action.ts'
import type { ChosenOrder } from './chosen-orders.ts'

/** The reason why an action on several orders leaves this order alone. */
export function aloneText({ view, supplier }: ChosenOrder, action: BulkAction, visit: Visit): string {
  const { words } = visit
  const { bulk } = words
  if (action === 'release' && mayBeThere(view)) return bulk.uncertain
  const holdings = orderHoldings(view, supplier)
  const [first] = holdings
  const there = holdings.every(({ certain, open }) => certain !== null && !certain.isCancellation && open === null)
  if (action !== 'keyed' || !there || !first?.certain) return bulk.alone
  const { state, route, at } = first.certain
  const time = at === null ? '–' : moment(at, visit, supplier.timeZone)
  if (state === 'done') return fill(bulk.reportedAlready, { time })
  return fill(holdings.length > 1 || first.passed ? bulk.gotBy : bulk.gotItself, { route, time })
}
