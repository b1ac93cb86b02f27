import type { KeptCalls, PendingCalls } from '../ports.ts'
import { inJurisdiction } from './jurisdiction.ts'

/** In an object of its own, because the outbox that they are for may hang. A fresh stub on every call, as for an outbox. */
export function pendingCallsFor(env: Env, supplier: string): PendingCalls & KeptCalls {
  const stub = () => inJurisdiction(env, env.ACCOUNT).getByName(`pending:${supplier}`)
  return {
    add: async (id, call) => stub().addCall(id, call),
    remove: async (id) => stub().removeCall(id),
    list: async () => stub().listCalls(),
  }
}
