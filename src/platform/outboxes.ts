import type { RemoteOutbox } from '../services.ts'
import { inJurisdiction } from './jurisdiction.ts'

/** A fresh stub on every call: one that threw may be broken for good. Whatever fails is a rejection, never a throw. */
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
