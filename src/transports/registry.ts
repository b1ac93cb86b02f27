import { transports as known } from '#transports'
import type { Transport, TransportSettings } from './transport.ts'

/** The transports of this build: every transport, or in a deployed Worker the transports of the configuration. */
export const transports: Readonly<Record<string, Transport>> = known

export function transportOf({ kind }: TransportSettings): Transport {
  const carrier = transports[kind]
  if (!carrier) throw new Error(`No transport is called ${kind}.`)
  return carrier
}
