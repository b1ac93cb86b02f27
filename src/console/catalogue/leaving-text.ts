import type { EntryPreview } from '../../supplier/catalogue/unknown-numbers.ts'
import { fill } from '../../text/fill.ts'
import type { StillRoute } from '../frame/still-route.ts'
import type { Visit } from '../frame/visit.ts'

interface Leaving {
  readonly visit: Visit
  readonly preview: EntryPreview
  /** Routes that send no order now. */
  readonly still: readonly StillRoute[]
}

/** The routes of released orders that stand still. */
export const stillOf = ({ still, preview }: Leaving): StillRoute[] =>
  still.filter(({ route }) => preview.leave.some(({ routes }) => routes.includes(route)))

/** Whether each route of the order stands still, so that the release sends nothing now. */
export const isWaiting = ({ still }: Leaving, { routes }: EntryPreview['leave'][number]): boolean =>
  routes.every((name) => still.some(({ route }) => route === name))

/** The number of orders that leave now, and of those that wait for their route. */
export function leavingText(props: Leaving): string {
  const { catalogue: text } = props.visit.words
  const { leave, stay } = props.preview
  if (leave.length === 0) return stay.length > 0 ? text.leaveNow : text.leaveNone
  const waiting = leave.filter((order) => isWaiting(props, order)).length
  const leaving = leave.length - waiting
  return [
    ...(leaving > 0 ? [fill(text.leave, { count: leaving })] : []),
    ...(waiting > 0 ? [fill(text.releaseCount, { count: waiting })] : []),
  ].join(' ')
}

export function buttonText(props: Leaving): string {
  const { catalogue: text } = props.visit.words
  const { leave } = props.preview
  if (leave.length === 0) return text.enter
  const isReleaseOnly = leave.some((order) => isWaiting(props, order))
  return fill(isReleaseOnly ? text.enterRelease : text.enterSend, { count: leave.length })
}
