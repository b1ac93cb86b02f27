import { addDays, localDate, readMoment, weekdayOf } from '../model/local-time.ts'
import { routeNamed } from './route-named.ts'
import type { Supplier } from './supplier.ts'
import type { Opening } from './timing.ts'

/**
 * Returns `moment` for an open route, else the next opening. A window whose end is not after its start lasts past
 * midnight.
 */
export function opensAt(moment: number, opening: readonly Opening[] | undefined, zone: string): number {
  if (!opening) return moment
  const today = localDate(moment, zone)
  let soonest = Number.POSITIVE_INFINITY
  // Search from the evening before, whose window may still be open, to a week ahead.
  for (let ahead = -1; ahead <= 8; ahead++) {
    const date = addDays(today, ahead)
    for (const { days, from, to } of opening) {
      if (!days.includes(weekdayOf(date))) continue
      const begins = instantOf(date, from, zone)
      const ends = instantOf(to > from ? date : addDays(date, 1), to, zone)
      if (ends > moment) soonest = Math.min(soonest, Math.max(begins, moment))
    }
  }
  return soonest
}

const instantOf = (date: string, time: string, zone: string): number =>
  readMoment(`${date}T${time}`, zone)?.instant ?? 0

export const openingOf = (supplier: Pick<Supplier, 'routes'>, route: string): readonly Opening[] | undefined =>
  routeNamed(supplier, route)?.pace?.opening

/** The next opening of a route; 0 for an open route. */
export interface RouteOpening {
  readonly route: string
  readonly opensAt: number
}

export const openingsAt = ({ routes, timeZone }: Pick<Supplier, 'routes' | 'timeZone'>, now: number): RouteOpening[] =>
  routes.map(({ name, pace }) => {
    const at = opensAt(now, pace?.opening, timeZone)
    return { route: name, opensAt: at > now ? at : 0 }
  })
