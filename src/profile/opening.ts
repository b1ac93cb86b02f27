import { addDays, localDate, readMoment, weekdayOf } from '../local-time.ts'
import type { Supplier } from './supplier.ts'
import type { Opening } from './timing.ts'

/** The moment itself where a route is open then; else when it opens next. A window that ends no later than it begins lasts past midnight. */
export function opensAt(moment: number, opening: readonly Opening[] | undefined, zone: string): number {
  if (!opening) return moment
  const today = localDate(moment, zone)
  let soonest = Number.POSITIVE_INFINITY
  // From the evening before, whose window may last, to a week ahead.
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

export const openingOf = ({ routes }: Pick<Supplier, 'routes'>, route: string): readonly Opening[] | undefined =>
  routes.find(({ name }) => name === route)?.pace?.opening

/** When a route may next be used: 0 where it may be now. */
export interface RouteOpening {
  readonly route: string
  readonly opensAt: number
}

export const openingsAt = ({ routes, timeZone }: Pick<Supplier, 'routes' | 'timeZone'>, now: number): RouteOpening[] =>
  routes.map(({ name, pace }) => {
    const at = opensAt(now, pace?.opening, timeZone)
    return { route: name, opensAt: at > now ? at : 0 }
  })
