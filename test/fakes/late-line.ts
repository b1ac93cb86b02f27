import { nodeWire } from '../../src/cli/node-wire.ts'
import type { Network } from '../../src/ports.ts'

/** A real connection that opens only after the time is up. */
export function lateLine(): { readonly wire: Network; readonly signal: AbortSignal } {
  const end = new AbortController()
  const dial: Network['openConnection'] = async (...given) => {
    const line = await nodeWire.openConnection(...given)
    end.abort()
    return line
  }
  return { wire: { ...nodeWire, openConnection: dial }, signal: end.signal }
}
