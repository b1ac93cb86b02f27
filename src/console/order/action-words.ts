import type { OrderView } from '../../outbox/views.ts'
import { contactOf } from '../../profile/customer-contact.ts'
import { routeNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { hasOpenCancellation, isHeldCancellation, settlesCancellation } from './for-cancellation.ts'
import { type PossibleAction, routesToCancel } from './possible-actions.ts'
import { actionRoutes, heldVersion } from './routes-of-action.ts'

interface Asked {
  readonly visit: Visit
  readonly supplier: Pick<Supplier, 'routes' | 'customers' | 'customerNotices' | 'cancellations'>
  readonly order: OrderView
  readonly action: PossibleAction
}

/** The words of an action, complete. A mail goes to people, so its words name no ERP. */
export function actionWords({ visit: { words }, supplier, order, action }: Asked) {
  const { name, route } = action
  const routes = name === 'cancel-order' ? routesToCancel(supplier, order) : actionRoutes(name, order)
  const mailboxes = (route === null ? routes : [route]).map((one) => mailboxesOf(one, supplier))
  const isMail = mailboxes.length > 0 && mailboxes.every((addresses) => addresses !== null)
  const text = {
    // Both discards share most words.
    ...words.actions.discard,
    ...words.actions[name.startsWith('release') && isHeldCancellation(order) ? 'cancel-order' : name],
    ...(name === 'hold' && hasOpenCancellation(order) && words.holdCancellation),
    ...(name === 'discard' && isHeldCancellation(order) && words.discardCancellation),
    ...(settlesCancellation(action, order) && words.cancelledByHand),
    ...(isMail && isWrittenForMail(name, words.mailActions) && words.mailActions[name]),
  }
  const values = {
    ...{ route: route ?? '', routes: routes.join(', '), version: heldVersion(order) },
    ...{ contact: contactOf(order.customer, supplier) ?? '', mailbox: [...new Set(mailboxes.flat())].join(', ') },
  }
  return { text, values }
}

const isWrittenForMail = (name: string, written: Visit['words']['mailActions']): name is keyof typeof written =>
  Object.hasOwn(written, name)

/** The addresses that get the mail of a route; null for a route to a system. */
function mailboxesOf(name: string, supplier: Pick<Supplier, 'routes'>): readonly string[] | null {
  const document = routeNamed(supplier, name)?.document
  if (document?.format !== 'email') return null
  return Array.isArray(document.to) ? document.to.map(String) : []
}

const SENDS_AGAIN: ReadonlySet<string> = new Set(['resend-same', 'resend-correction', 'retry'])

/** The last person who sent the document again by this route, with the time. A second press may bring a second order. */
export function lastSentAgain(
  { timeline }: Pick<OrderView, 'timeline'>,
  { name, route }: Pick<PossibleAction, 'name' | 'route'>,
  visit: Visit,
  zone: string,
): string | null {
  const last = SENDS_AGAIN.has(name)
    ? timeline.findLast(({ event, ...entry }) => SENDS_AGAIN.has(event) && entry.route === route)
    : undefined
  if (!last) return null
  const [, who = ''] = /^by ([^:]+)/s.exec(last.text ?? '') ?? []
  const { words } = visit
  return fill(words.confirm.sentAgain, { time: moment(last.at, visit, zone), who })
}
