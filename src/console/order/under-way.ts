import type { OrderView } from '../../outbox/views.ts'
import { fill } from '../../text/fill.ts'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'

/** Says until when to wait for each attempt under way. The minute shown is over then. */
export const underWayTexts = ({ deliveries }: OrderView, visit: Visit, zone: string): string[] =>
  deliveries.flatMap(({ route, attemptEndsAt }) =>
    attemptEndsAt
      ? [fill(visit.words.order.underWay, { route, time: moment(Date.parse(attemptEndsAt) + 60_000, visit, zone) })]
      : [],
  )
