/** A trace of W3C Trace Context: the id, and whether the caller records the trace. */
export interface Trace {
  /** 32 hex digits. */
  readonly id: string
  readonly isSampled: boolean
}

/** The trace of a request, and the `tracestate` that other systems have added to the trace. */
export interface SenderTrace extends Trace {
  readonly state: string | null
}

/** Length of the known fields. */
export const TRACE_PARENT_LENGTH = 55

const TRACE_ID = /^(?!0+$)[0-9a-f]{32}$/
const VERSION_00 = /^00-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/
/** A later version may have more fields behind the known ones. Version ff is forbidden. */
const LATER_VERSION = /^(?!00|ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/

/** The trace in a `traceparent` header. Null for a missing or malformed header, which the standard tells to ignore. */
export function readTraceParent(header: string | null): Trace | null {
  const [, id = '', flags = ''] = VERSION_00.exec(header ?? '') ?? LATER_VERSION.exec(header ?? '') ?? []
  return TRACE_ID.test(id) ? { id, isSampled: (Number.parseInt(flags, 16) & 1) === 1 } : null
}

/**
 * The `traceparent` of a delivery: in the trace of the order's sender, else in a trace whose id is the idempotency key.
 * So all attempts of a document are in one trace. Null for a key that cannot be the id of a span.
 */
export function traceParent(key: string, sender: Trace | null): string | null {
  if (!TRACE_ID.test(key) || /^0{16}/.test(key)) return null
  const { id, isSampled } = sender ?? { id: key, isSampled: true }
  return `00-${id}-${key.slice(0, 16)}-${isSampled ? '01' : '00'}`
}
