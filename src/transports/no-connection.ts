import type { AttemptResult } from '../model/attempt-result.ts'
import { nothingSent } from '../model/finding.ts'
import type { Network } from '../ports.ts'

interface Receiver {
  readonly host: string
  readonly port: number
}

/** An IPv4 or IPv6 address in figures has no entry in the name system. */
const FIGURES = /^[\d.]+$|:/

/** The note of an attempt that opened no connection. Names a host name that does not exist. */
export async function noConnectionNote(
  { host, port }: Receiver,
  { wire, signal }: { readonly wire: Network; readonly signal: AbortSignal },
): Promise<string> {
  const isUnknown = !FIGURES.test(host) && (await wire.isUnknownName(host, signal).catch(() => false))
  return isUnknown ? nothingSent('no-such-name', { host }) : nothingSent('no-connection', { host, port: String(port) })
}

/** The result of an attempt that opened no connection. */
export const noConnection = async (
  receiver: Receiver,
  ports: { readonly wire: Network; readonly signal: AbortSignal },
): Promise<AttemptResult> => ({
  ...{ outcome: 'deferred', reached: 'no', phase: 'connect' },
  note: await noConnectionNote(receiver, ports),
})
