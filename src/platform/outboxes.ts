import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import { inJurisdiction } from './jurisdiction.ts'

/**
 * Every call uses a fresh stub, because a stub that threw may stay broken. Every failure is a rejection, never a
 * throw.
 */
export function outboxOf(env: Env, supplier: string): RemoteOutbox {
  const remote = new Proxy(
    {},
    {
      get:
        (_, name) =>
        async (...args: unknown[]) => {
          const stub = inJurisdiction(env, env.OUTBOX).getByName(supplier)
          return Reflect.apply(stub.ask, stub, [name, ...args])
        },
    },
  )
  return remote as RemoteOutbox
}
