import type { Language } from '../../model/language.ts'
import { MOST_COUNTED } from '../../outbox/open-deliveries.ts'

/** A number that may be a lower bound: `2,000+`. */
export const atLeast = (value: number, isMore: boolean, language: Language): string =>
  `${value.toLocaleString(language)}${isMore ? '+' : ''}`

/** A count of open deliveries. Counts stop at `MOST_COUNTED`. */
export const counted = (value: number, language: Language): string => atLeast(value, value >= MOST_COUNTED, language)
