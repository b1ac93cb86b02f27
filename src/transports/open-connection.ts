import type { Line, Wire } from '../ports.ts'
import { withSignal } from '../time-limit.ts'

/** A server that drops packets must not use up the whole time-out of an attempt. */
const CONNECT_MS = 10_000

interface Receiver {
  readonly host: string
  readonly port: number
}

/**
 * Opens a TCP connection within ten seconds, or until `signal` aborts. Rejects where no connection came about: then nothing
 * was sent.
 */
export const openConnection = (
  { host, port }: Receiver,
  { wire, signal }: { readonly wire: Wire; readonly signal: AbortSignal },
  state?: Parameters<Wire['dial']>[3],
): Promise<Line> => withSignal(CONNECT_MS, (limit) => wire.dial(host, port, AbortSignal.any([signal, limit]), state))
