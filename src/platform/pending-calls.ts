import type { KeptCalls, PendingCalls } from '../steps/accept-ports.ts'
import { inJurisdiction } from './jurisdiction.ts'

/** The calls are in a separate object, because the outbox may hang. Every call uses a fresh stub. */
export function pendingCallsFor(env: Env, supplier: string): PendingCalls & KeptCalls {
  const stub = () => inJurisdiction(env, env.ACCOUNT).getByName(`pending:${supplier}`)
  return {
    add: async (id, call) => stub().addCall(id, call),
    remove: async (id) => stub().removeCall(id),
    list: async (after) => stub().listCalls(after),
  }
}
