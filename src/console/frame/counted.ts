import type { Language } from '../../model/language.ts'
import { MOST_COUNTED } from '../../outbox/open-deliveries.ts'

/** A count of open deliveries. Counts stop at `MOST_COUNTED`: `2,000+`. */
export const counted = (value: number, language: Language): string =>
  `${value.toLocaleString(language)}${value >= MOST_COUNTED ? '+' : ''}`
