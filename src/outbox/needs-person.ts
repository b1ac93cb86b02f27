import type { Days } from '../model/desk-days.ts'
import { addDays } from '../model/local-time.ts'
import type { SqlValue } from './sql.ts'

/**
 * Condition: a refusal that no person has reported still needs a person, until the delivery day is over on the supplier's clock. A
 * refusal without a day, or for a day before `at`, needs a person until the end of the next day. Today, the call-back list, the
 * alerts and the statement have no other rule. `day`, `at`: columns. The values begin at `?first`.
 */
export const needsPerson = (day: string, at: string, first: number): string =>
  `(coalesce(${day} >= ?${first}, 0) OR ${at} >= ?${first + 1}
    OR (${at} >= ?${first + 2} AND coalesce(${day} < ?${first + 3}, 1)))`

/** How many values `needsPerson` reads. */
export const DAYS_READ = 4

export const needsPersonValues = ({ date, today, yesterday }: Days): SqlValue[] => [
  ...[date, today, yesterday, addDays(date, -1)],
]
