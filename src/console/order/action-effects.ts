import type { OrderView } from '../../outbox/views.ts'
import { sendsCancellations } from '../../profile/cancellations.ts'
import { mailRoutes } from '../../profile/copy-routes.ts'
import { adviceText } from '../../profile/desk-advice.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { erpText } from '../frame/erp-text.ts'
import type { Visit } from '../frame/visit.ts'
import { lastSentAgain } from './action-words.ts'
import { hasOpenCancellation, isHeldCancellation } from './for-cancellation.ts'
import { orderHoldings } from './order-holdings.ts'
import { type PossibleAction, routesWithOrder } from './possible-actions.ts'
import {
  actionRoutes,
  followsCancellation,
  heldVersion,
  keepingRoutes,
  settledRoutes,
  versionBefore,
} from './routes-of-action.ts'

interface ActionOnOrder {
  readonly supplier: Supplier
  readonly view: OrderView
  readonly action: PossibleAction
}

/** The effect of an action on each route. */
export function effectsOf({ view, supplier, action }: ActionOnOrder, visit: Visit): string[] {
  const { confirm } = visit.words
  const { name, route } = action
  const each = (text: string, routes: readonly string[]): string[] => routes.map((one) => fill(text, { route: one }))
  const again = lastSentAgain(view, action, visit, supplier.timeZone)
  if (again !== null) return [again]
  if (name === 'hold')
    return hasOpenCancellation(view)
      ? [adviceText('cancel-perhaps', visit.language)]
      : each(confirm.stays, routesWithOrder(view))
  if (name.startsWith('release'))
    return [
      ...(isHeldCancellation(view) ? [] : [fill(confirm.goesBy, { routes: actionRoutes(name, view).join(', ') })]),
      ...each(confirm.getsNone, settledRoutes(view)),
    ]
  if (name.startsWith('cancel') || name === 'discard-mailed')
    return [
      ...keptTexts(view, supplier, visit, action),
      ...(name === 'discard-mailed' ? [] : byHandToo(view, supplier, visit, route)),
    ]
  if (!name.startsWith('discard')) return []
  if (isHeldCancellation(view)) return [erpText(orderHoldings(view, supplier), visit, supplier)]
  if (followsCancellation(view, heldVersion(view))) return [confirm.staysCancelled]
  const before = versionBefore(view, heldVersion(view), route)
  return before === null ? [] : [fill(confirm.countsAgain, { version: before })]
}

/** The action sends no cancellation by these routes. A cancellation of the order goes by each route that can cancel. */
const keptTexts = (view: OrderView, supplier: Supplier, { words }: Visit, { name, route }: PossibleAction): string[] =>
  keepingRoutes(view)
    .filter((one) => one !== route && !(name === 'cancel-order' && sendsCancellations(supplier, one)))
    .map((one) =>
      fill(words.confirm[sendsCancellations(supplier, one) ? 'cancelInstead' : 'keepsIt'], {
        ...{ route: one, button: words.actions['cancel-order'].label },
      }),
    )

/** People who have the order as a mail in place of a system may have keyed it. A cancellation by mail does not reach that entry. */
const byHandToo = (view: OrderView, supplier: Supplier, { words }: Visit, by: string | null): string[] =>
  orderHoldings(view, supplier).some(
    ({ certain }) => certain && mailRoutes(supplier).includes(certain.route) && (by === null || by === certain.route),
  )
    ? [words.erp.cancelToo]
    : []
