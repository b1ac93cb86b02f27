import type { Days } from '../model/desk-days.ts'
import { addDays } from '../model/local-time.ts'
import type { SqlValue } from './sql.ts'

/**
 * Condition: a refusal that no person has reported still needs a person. It does until its delivery day is over, on the
 * supplier's clock. Without a day, or for a day that was over at `at`, it does until the end of the next day. The only rule, for
 * Today, the call-back list, the alerts and the statement. `day`, `at`: columns. The values begin at `?first`.
 */
export const needsPerson = (day: string, at: string, first: number): string =>
  `(coalesce(${day} >= ?${first}, 0) OR ${at} >= ?${first + 1}
    OR (${at} >= ?${first + 2} AND coalesce(${day} < ?${first + 3}, 1)))`

/** How many values `needsPerson` reads. */
export const DAYS_READ = 4

export const needsPersonValues = ({ date, today, yesterday }: Days): SqlValue[] => [
  ...[date, today, yesterday, addDays(date, -1)],
]
