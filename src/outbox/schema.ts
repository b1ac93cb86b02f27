/**
 * `next_at` of a delivery that waits for a person: later than any alarm. Null means settled, which keeps the index of
 * open deliveries small.
 */
export const NEVER = 8_640_000_000_000_000

/** `fallback_check_at` of a fallback chain that must be checked at once: earlier than any moment. */
export const AT_ONCE = 1
