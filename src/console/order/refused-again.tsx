import { chefText } from '../../model/problem-text.ts'
import { refusedPost } from '../../model/refused-post.ts'
import type { OrderView } from '../../outbox/views.ts'
import type { CancellationRules } from '../../profile/cancellations.ts'
import { adviceText } from '../../profile/desk-advice.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { liveText } from '../frame/live-text.ts'
import { Note } from '../frame/note.tsx'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { possibleActions, routesToCancel, routesWithoutCancellation } from './possible-actions.ts'

interface RefusedAgainProps {
  readonly visit: Visit
  readonly supplier: Pick<Supplier, 'timeZone'> & CancellationRules
  readonly order: OrderView
  /** The page leads to the actions. */
  readonly hasActions?: boolean
  /** The page of a call has the sentences about each order already. */
  readonly isCall?: boolean
}

type LastPost = Pick<RefusedAgainProps, 'visit' | 'order'> & { readonly supplier: Pick<Supplier, 'timeZone'> }

/** The refused post after the acceptance of the order. Null where the chef placed the order again since. */
function laterRefusal({ refusal, placedAgain }: OrderView) {
  return refusal && refusal.version > 0 && !(placedAgain && placedAgain.at >= refusal.refusedAt) ? refusal : null
}

/** The last post of the chef about an accepted order: a post that was refused, or the order that a person discarded. Else empty. */
export function lastPostText({ visit, supplier, order }: LastPost): string {
  const { order: text, today } = visit.words
  const { placedAgain } = order
  const later = laterRefusal(order)
  const at = later?.refusedAt ?? placedAgain?.at
  if (at === undefined) return ''
  const sentence = !later
    ? today.placedAgain
    : refusedPost(later.problems) === 'cancelled'
      ? text.againCancelled
      : text.again
  return fill(sentence, { version: placedAgain?.version ?? 0, time: moment(at, visit, supplier.timeZone) })
}

/** Says what the chef posted last about an accepted order, and how a person stops the order. */
export function RefusedAgain({ visit, supplier, order, hasActions = true, isCall }: RefusedAgainProps) {
  const { refusal } = order
  const { order: text, today } = visit.words
  const title = lastPostText({ visit, supplier, order })
  if (title === '') return null
  const later = laterRefusal(order)
  const post = later && refusedPost(later.problems)
  const steps = !later || post === 'change' || !hasActions ? [] : stopSteps({ visit, supplier, order })
  return (
    <Note tone="you" title={(later || !isCall) && <h2>{title}</h2>}>
      {post !== 'cancelled' && !(later && isCall) && (
        <p>{later ? liveText(later, visit, supplier.timeZone) : adviceText('placed-again', visit.language)}</p>
      )}
      {later && post === 'change' && !isCall && (
        <p dir="auto">
          {today.theyRead} <q>{later.problems.map((problem) => chefText(problem, visit.language)).join(' ')}</q>
        </p>
      )}
      {refusal?.calledAt && (
        <p dir="auto">
          {fill(today.calledBy, {
            who: refusal.calledBy ?? '',
            time: moment(refusal.calledAt, visit, supplier.timeZone),
          })}
        </p>
      )}
      {steps.length > 0 && (
        <>
          <p>{refusal?.calledAt ? text.stopAfterCall : text.stopCall}</p>
          <ul class="list">
            {steps.map((step) => (
              <li dir="auto">{step}</li>
            ))}
          </ul>
        </>
      )}
    </Note>
  )
}

/** How a person stops the order, whatever the visitor's role: a colleague may have the role. */
function stopSteps({ visit, supplier, order }: RefusedAgainProps): string[] {
  const { order: text, actions, confirm } = visit.words
  const names = new Set(possibleActions(order).map(({ name }) => name))
  const press = (name: 'cancel-order' | 'discard'): string => fill(text.stopBy, { button: actions[name].label })
  const unable = routesWithoutCancellation(supplier, order).map((route) => fill(confirm.keepsIt, { route }))
  // The cancellation of the order ends what has not left too.
  if (routesToCancel(supplier, order).length > 0) return [press('cancel-order'), ...unable]
  if (names.has('discard')) return [press('discard'), ...unable]
  const { hold, discard } = actions
  return names.has('hold') ? [fill(text.stopHeld, { hold: hold.label, discard: discard.label }), ...unable] : unable
}
