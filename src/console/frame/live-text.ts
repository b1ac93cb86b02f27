import { refusedPost } from '../../model/refused-post.ts'
import type { LaterRefusal, RefusedOrder } from '../../outbox/refusals.ts'
import { fill } from '../../text/fill.ts'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

/**
 * Says that an accepted order stays as it is where a later post was refused, that a person discarded the order, or that the chef
 * placed a discarded version again.
 * If the chef cancelled the order and no version counts, the text says that no call is needed. Without a stored reason, the text
 * says that the reason was deleted. Else empty.
 */
export function liveText(
  { version, isHeld, problems, isDiscarded, placedAgain, refusedAt = '' }: LaterRefusal & Partial<RefusedOrder>,
  visit: Visit,
  zone: string,
): string {
  const { today, verdicts } = visit.words
  if (placedAgain !== undefined)
    return fill(today.placedAgain, { version: placedAgain, time: moment(refusedAt, visit, zone) })
  if (isDiscarded) return verdicts.discardedMailed
  const texts = { cancelled: today.liveCancelled, unplaced: today.liveCancel, change: today.liveChange }
  const post = refusedPost(problems)
  if (version === 0) return post === 'cancelled' ? today.neverAccepted : problems.length > 0 ? '' : today.erased
  return fill(texts[post], { stands: fill(isHeld ? today.standsHeld : today.stands, { version }) })
}
