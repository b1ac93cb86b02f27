import type { ActionResult } from '../../outbox/actions/action.ts'
import type { RemoteOutbox } from '../../supplier/remote-outbox.ts'
import type { ActionName } from './possible-actions.ts'

/** The fields of the page before an action. */
export interface ActionWish {
  readonly by: string
  readonly note?: string
  readonly erpReference?: string
  /** The routes that a person keyed the order for; each open route by default. */
  readonly routes?: readonly string[]
  readonly as?: 'original' | 'replacement'
  /** The route that takes over. */
  readonly to: string
  /** The words that the customer reads. */
  readonly message?: string
}

const WITH_NOTE: ReadonlySet<ActionName> = new Set([
  ...(['hold', 'discard', 'discard-mailed', 'discard-delivery', 'cancel', 'cancel-order', 'erase'] as const),
])

/** An action that stops a delivery, or deletes a content, needs a reason. */
export const needsNote = (name: ActionName): boolean => WITH_NOTE.has(name)

/** An action that no other action takes back. */
export const isEnd = (name: ActionName): boolean => name.startsWith('discard') || name === 'erase'

/** Takes an action by the call that the Admin API uses too. */
export function takeAction(
  outbox: RemoteOutbox,
  name: ActionName,
  orderId: string,
  route: string,
  { to, message = '', routes, ...wish }: ActionWish,
): Promise<ActionResult> {
  switch (name) {
    case 'hold':
      return outbox.hold(orderId, wish)
    case 'release':
      return outbox.release(orderId, wish)
    case 'release-replacement':
      return outbox.release(orderId, { ...wish, as: 'replacement' })
    case 'release-original':
    case 'release-first':
      return outbox.release(orderId, { ...wish, as: 'original' })
    case 'discard':
      return outbox.discard(orderId, wish)
    case 'discard-mailed':
      return outbox.discard(orderId, { ...wish, mailed: true })
    case 'retry':
      return outbox.retry(orderId, route, wish)
    case 'done':
      return outbox.done(orderId, route, wish)
    case 'has-it':
    case 'copy-done':
      return outbox.done(orderId, route, { ...wish, report: name })
    case 'keyed':
      return outbox.doneOrder(orderId, { ...wish, routes })
    case 'discard-delivery':
    case 'not-there':
      return outbox.discardOn(orderId, route, wish)
    case 'cancel-order':
      return outbox.cancelOrder(orderId, wish)
    case 'cancel':
      return outbox.cancel(orderId, route, wish)
    case 'resend-same':
      return outbox.resend(orderId, route, { ...wish, intent: 'same' })
    case 'resend-correction':
      return outbox.resend(orderId, route, { ...wish, intent: 'correction' })
    case 'resend-test':
      return outbox.sendTest(orderId, route, wish)
    case 'called':
      return outbox.markCalled(orderId, wish)
    case 'not-called':
      return outbox.undoCall(orderId, wish)
    case 'notify-customer':
      return outbox.notifyCustomer(orderId, { ...wish, message })
    case 'erase':
      return outbox.erase(orderId, wish)
    case 'send-by':
      return outbox.sendBy(orderId, route, to, wish)
  }
}
