import type { Network, TcpConnection } from '../ports.ts'
import { withAbortSignal } from '../web/time-limit.ts'

/** A server that drops packets must not use up the whole time-out of an attempt. */
const CONNECT_MS = 10_000

interface Receiver {
  readonly host: string
  readonly port: number
}

/**
 * Opens a TCP connection within ten seconds, or until `signal` aborts. A rejection means that no connection was opened,
 * so nothing was sent.
 */
export const openConnection = (
  { host, port }: Receiver,
  { wire, signal }: { readonly wire: Network; readonly signal: AbortSignal },
  state?: Parameters<Network['openConnection']>[3],
): Promise<TcpConnection> =>
  withAbortSignal(CONNECT_MS, (limit) => wire.openConnection(host, port, AbortSignal.any([signal, limit]), state))
