import type { PickedOrder } from '../../exports/pick-list.ts'
import { isAcceptedWithChanges } from '../../model/accepted-with-changes.ts'
import { noteText } from '../../model/finding.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import type { Visit } from '../frame/visit.ts'

/** Says what a person must decide before the order is picked, and which route refused the order; empty for a plain order. */
export function markSentences(order: PickedOrder, visit: Visit): string[] {
  const { pick, holdReasons, orderStates } = visit.words
  return [
    ...decisions(order, visit),
    ...order.holds.map(({ route, reason }) =>
      fill(pick.heldWhy, { route, reason: reason === null ? orderStates.held : holdReasons[reason] }),
    ),
    ...order.refusals.flatMap((refusal) => refusalSentences(refusal, order, visit)),
  ]
}

function decisions({ isReleased, holds, other }: PickedOrder, { words: { pick }, language }: Visit): string[] {
  if (other === null) return !isReleased ? [pick.held] : holds.length > 0 ? [pick.partly] : []
  if (other.isCancellation) return [pick.cancellation]
  const [at, none] = isReleased ? [pick.newDay, pick.newNoDay] : [pick.otherDay, pick.otherNoDay]
  const { version, deliveryDate } = other
  const day = deliveryDate === null ? '' : dayWords(deliveryDate, language)
  const values = { version, day }
  return [isReleased ? fill(pick.change, values) : pick.held, fill(day === '' ? none : at, values)]
}

/** A system that took the place of the route has the order, so the warehouse needs no decision. */
function refusalSentences(
  { route, why, broughtBy }: PickedOrder['refusals'][number],
  { isUndecided }: PickedOrder,
  { words, language }: Visit,
): string[] {
  const sentence =
    broughtBy !== null && !isUndecided
      ? fill(words.verdicts.refusedElsewhere, { primary: route, route: broughtBy })
      : fill(isAcceptedWithChanges(why) ? words.verdicts.takenChanged : words.pick.refused, { route })
  return why === '' ? [sentence] : [sentence, noteText(why, language)]
}
