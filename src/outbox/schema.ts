/** `next_at` of what waits for a person: later than any alarm. Null means settled; that is what keeps `open` small. */
export const NEVER = 8_640_000_000_000_000

/** `call_at` of a ladder that must be looked at anew: earlier than any moment. */
export const AT_ONCE = 1
