import { isPerhapsMailed } from '../../model/order-standing.ts'
import { fill } from '../../text/fill.ts'
import type { Visit } from '../frame/visit.ts'
import { effectsOf } from '../order/action-effects.ts'
import { orderHoldings } from '../order/order-holdings.ts'
import { mayBeThere } from '../order/possible-actions.ts'
import { lastPostText } from '../order/refused-again.tsx'
import { keyableRoutes, releasedRoutes } from '../order/routes-of-action.ts'
import { allows, type BulkAction } from './bulk-action.ts'
import { type ChosenOrder, isNewerThanPaper } from './chosen-orders.ts'
import { aloneText } from './left-alone.ts'

/** The mails that go to customers at the press. */
export type BulkMails = Map<ChosenOrder, { readonly to: string; readonly subject: string; readonly text: string }>

/** A release and a report name the routes, because the order may be settled on others. */
export function whatHappens(order: ChosenOrder, action: BulkAction, visit: Visit, mails: BulkMails): string {
  const { bulk, confirm, print, settings } = visit.words
  const { view, supplier } = order
  if (isNewerThanPaper(order)) return confirm.changed
  if (!allows(order, action)) return aloneText(order, action, visit)
  const mail = mails.get(order)
  const parts = [
    action === 'release' ? fill(bulk.goesBy, { routes: releasedRoutes(view).join(', ') }) : bulk[action],
    ...(mail ? [fill(bulk.mailed, { to: mail.to })] : []),
    ...(action === 'keyed' ? [fill(settings.route, { route: keyableRoutes(view, supplier).join(', ') })] : []),
    ...((action === 'discard' && mayBeThere(view)) ||
    (action === 'keyed' && orderHoldings(view, supplier).some(isPerhapsMailed))
      ? [print.mayHaveArrived]
      : []),
    ...(action === 'discard'
      ? effectsOf({ ...order, action: { name: action, route: null, isRare: false } }, visit)
      : []),
    lastPostText({ visit, supplier, order: view }),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
