import type { KeptCalls, PendingCall, PendingCalls } from '../../src/steps/accept-ports.ts'

/** In memory. */
export function fakePendingCalls() {
  const calls = new Map<string, PendingCall>()
  const pending: PendingCalls & KeptCalls = {
    add: async (id, call) => void calls.set(id, call),
    remove: async (id) => void calls.delete(id),
    list: async () => [...calls].map(([id, call]) => ({ id, call })),
  }
  return { calls, pending }
}
