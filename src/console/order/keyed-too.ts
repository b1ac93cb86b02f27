import { type Holding, isOnlyMailed, mayHaveOrder } from '../../model/erp-holding.ts'
import type { OrderView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { orderHoldings } from './order-holdings.ts'
import { underWayTexts } from './under-way.ts'

/**
 * Every receiver has the newest version, so an entry by hand is one too many. A mail is no receiver's entry. A person who made a
 * discarded change in the ERP has no second entry to remove.
 */
export const isInSystems = ({ version }: OrderView, holdings: readonly Holding[]): boolean =>
  holdings.length > 0 &&
  holdings.every(
    (holding) =>
      holding.certain?.isCancellation === false &&
      holding.certain.version === version &&
      holding.open === null &&
      !isOnlyMailed(holding),
  )

/**
 * What a person does who keyed an order that no route has open; null where none of these sentences is true. `route`: only the
 * system behind this route counts.
 */
export function keyedTooText(
  view: OrderView,
  supplier: Supplier,
  visit: Visit,
  route: string | null = null,
): string | null {
  const { bulk, erp } = visit.words
  const waits = underWayTexts(view, visit, supplier.timeZone)
  if (waits.length > 0) return waits.join(' ')
  const primary = view.deliveries.find((delivery) => delivery.route === route)?.fallbackFor ?? route
  const all = orderHoldings(view, supplier)
  const holdings = all.filter(({ primaryRoute }) => route === null || primaryRoute === primary)
  const timeOf = ({ certain }: Holding): string => (certain?.at ? moment(certain.at, visit, supplier.timeZone) : '–')
  const mailed = holdings.find((holding) => isOnlyMailed(holding) && holding.open === null)
  if (mailed) {
    const text = fill(bulk.mailedMeanwhile, { route: mailed.certain?.route ?? '', time: timeOf(mailed) })
    return mayHaveOrder(mailed) ? `${text} ${fill(erp.perhapsToo, { route: mailed.primaryRoute })}` : text
  }
  const [first] = holdings
  if (!first?.certain || !isInSystems(view, holdings)) return null
  const values = { route: first.certain.route, time: timeOf(first) }
  if (first.certain.state === 'done') return fill(bulk.reportedAlready, values)
  return fill(all.length > 1 || first.passed ? bulk.gotBy : bulk.gotItself, values)
}
