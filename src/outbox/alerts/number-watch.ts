import type { NumberRanges } from '../../model/numbering.ts'
import { countersOf, numbersLeft } from '../numbers.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from './raise-alert.ts'

/** A route, and the ranges of its control numbers. */
interface NumberedRoute {
  readonly route: string
  readonly ranges: NumberRanges
}

/**
 * Alerts once when half of a range is used, while there is still time to agree on another range. Resolves the alert
 * when the numbers begin again.
 */
export function watchNumbers(alertPorts: AlertPorts, routes: readonly NumberedRoute[]): void {
  const last = new Map(countersOf(alertPorts.sql).map((counter) => [counter.sequence, counter.last]))
  const seen = new Set<string>()
  for (const { route, ranges } of routes)
    for (const [cause, range] of [
      ['', ranges.control],
      ['group', ranges.group],
    ] as const) {
      if (!range || seen.has(range.sequence)) continue
      seen.add(range.sequence)
      const left = numbersLeft(range, last.get(range.sequence))
      const all = range.wrapAt - range.start + 1
      if (left * 2 > all) resolveAlert(alertPorts, { kind: 'numbers', route, cause })
      else {
        const why = { says: 'numbers-left', left: String(left), all: String(all), start: String(range.start) } as const
        raiseAlert(alertPorts, { kind: 'numbers', route, cause, why })
      }
    }
}
