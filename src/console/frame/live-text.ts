import { refusedPost } from '../../model/refused-post.ts'
import type { LaterRefusal } from '../../outbox/refusals.ts'
import { fill } from '../../text/fill.ts'
import type { Visit } from './visit.ts'

/** Says that an accepted order stays as it is where a later post was refused; empty where no version counts. */
export function liveText({ version, problems }: LaterRefusal, { words: { today } }: Visit): string {
  const texts = { cancelled: today.liveCancelled, unplaced: today.liveCancel, change: today.liveChange }
  return version === 0 ? '' : fill(texts[refusedPost(problems)], { version })
}
