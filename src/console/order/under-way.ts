import type { OrderView } from '../../outbox/views.ts'
import { fill } from '../../text/fill.ts'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'

/** The routes with an attempt under way, and the end of each. An attempt that was cut off is past its end. */
export const routesUnderWay = ({ deliveries }: OrderView, { now }: Pick<Visit, 'now'>): Map<string, number> =>
  new Map(
    deliveries
      .map(({ route, attemptEndsAt }) => [route, attemptEndsAt ? Date.parse(attemptEndsAt) : 0] as const)
      .filter(([, endsAt]) => endsAt > now),
  )

/** Says until when to wait for each attempt under way. The minute shown is over then. */
export const underWayTexts = (order: OrderView, visit: Visit, zone: string): string[] =>
  [...routesUnderWay(order, visit)].map(([route, endsAt]) =>
    fill(visit.words.order.underWay, { route, time: moment(endsAt + 60_000, visit, zone) }),
  )
