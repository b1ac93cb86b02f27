import { chefText } from '../../model/problem-text.ts'
import { refusedPost } from '../../model/refused-post.ts'
import type { OrderView } from '../../outbox/views.ts'
import type { CancellationRules } from '../../profile/cancellations.ts'
import { adviceText } from '../../profile/desk-advice.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
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
}

/** Says what the chef posted about an accepted order: a post that was refused, or the order that a person discarded. */
export function RefusedAgain(props: RefusedAgainProps) {
  const { refusal, placedAgain } = props.order
  const isLater = refusal && (!placedAgain || refusal.refusedAt > placedAgain.at)
  return (
    <>
      {placedAgain && <PlacedAgain {...props} again={placedAgain} />}
      {isLater && refusal.version > 0 && <LaterPost {...props} refusal={refusal} />}
    </>
  )
}

/** The discarded order is not sent, so a person calls, and keys the order. */
function PlacedAgain({
  visit,
  supplier,
  order: { refusal },
  again: { version, at },
}: RefusedAgainProps & { readonly again: NonNullable<OrderView['placedAgain']> }) {
  const title = fill(visit.words.today.placedAgain, { version, time: moment(at, visit, supplier.timeZone) })
  return (
    <Note tone="you" title={<h2>{title}</h2>}>
      <p>{adviceText('placed-again', visit.language)}</p>
      {refusal && <Called {...{ visit, supplier, refusal }} />}
    </Note>
  )
}

interface RefusalProps extends Pick<RefusedAgainProps, 'visit' | 'supplier'> {
  readonly refusal: NonNullable<OrderView['refusal']>
}

function Called({ visit, supplier, refusal: { calledAt, calledBy } }: RefusalProps) {
  if (calledAt === null) return null
  const time = moment(calledAt, visit, supplier.timeZone)
  return <p dir="auto">{fill(visit.words.today.calledBy, { who: calledBy ?? '', time })}</p>
}

/** Says that a later post was refused, that the order still counts, and how to stop it. */
function LaterPost({ visit, supplier, order, refusal, hasActions = true }: RefusedAgainProps & RefusalProps) {
  const { order: text, today } = visit.words
  const post = refusedPost(refusal.problems)
  const time = moment(refusal.refusedAt, visit, supplier.timeZone)
  const steps = post === 'change' || !hasActions ? [] : stopSteps({ visit, supplier, order })
  const title = fill(post === 'cancelled' ? text.againCancelled : text.again, { time })
  return (
    <Note tone="you" title={<h2>{title}</h2>}>
      {post !== 'cancelled' && <p>{liveText(refusal, visit, supplier.timeZone)}</p>}
      {post === 'change' && (
        <p dir="auto">
          {today.theyRead} <q>{refusal.problems.map((problem) => chefText(problem, visit.language)).join(' ')}</q>
        </p>
      )}
      <Called {...{ visit, supplier, refusal }} />
      {steps.length > 0 && (
        <>
          <p>{refusal.calledAt === null ? text.stopCall : text.stopAfterCall}</p>
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
  const names = new Set(possibleActions(order, []).map(({ name }) => name))
  const press = (name: 'cancel-order' | 'discard'): string => fill(text.stopBy, { button: actions[name].label })
  const unable = routesWithoutCancellation(supplier, order).map((route) => fill(confirm.keepsIt, { route }))
  // The cancellation of the order ends what has not left too.
  if (routesToCancel(supplier, order).length > 0) return [press('cancel-order'), ...unable]
  if (names.has('discard')) return [press('discard'), ...unable]
  const { hold, discard } = actions
  return names.has('hold') ? [fill(text.stopHeld, { hold: hold.label, discard: discard.label }), ...unable] : unable
}
