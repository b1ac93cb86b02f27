import type { KeptCalls, PendingCall, PendingCalls } from '../../src/steps/accept-ports.ts'

const PAGE = 2

/** In memory, in small pages. */
export function fakePendingCalls() {
  const calls = new Map<string, PendingCall>()
  const pending: PendingCalls & KeptCalls = {
    add: async (id, call) => void calls.set(id, call),
    remove: async (id) => void calls.delete(id),
    list: async (after) => {
      const later = [...calls].filter(([id]) => id > after).sort(([left], [right]) => (left < right ? -1 : 1))
      const page = later.slice(0, PAGE)
      return { calls: page.map(([id, call]) => ({ id, call })), next: page.at(PAGE - 1)?.[0] ?? null }
    },
  }
  return { calls, pending }
}
