/**
 * The W3C trace context of a delivery. The trace id is the idempotency key, so all attempts of a document are in one
 * trace, and the outbox stores nothing more. Null for a key that cannot be a trace id.
 */
export const traceParent = (key: string): string | null =>
  /^(?!0+$)[0-9a-f]{32}$/.test(key) && !/^0{16}/.test(key) ? `00-${key}-${key.slice(0, 16)}-01` : null
