import { nodeWire } from '../../src/cli/node-wire.ts'
import type { Wire } from '../../src/ports.ts'

/** A real line that is there only once the time for it is up. */
export function lateLine(): { readonly wire: Wire; readonly signal: AbortSignal } {
  const end = new AbortController()
  const dial: Wire['dial'] = async (...given) => {
    const line = await nodeWire.dial(...given)
    end.abort()
    return line
  }
  return { wire: { ...nodeWire, dial }, signal: end.signal }
}
