import type { RemoteOutbox } from '../services.ts'
import type { Outbox } from './outbox-object.ts'

/** A fresh stub on every call: one that threw may be broken for good. Whatever fails is a rejection, never a throw. */
export function outboxOf(env: Env, supplier: string): RemoteOutbox {
  const remote = new Proxy(
    {},
    {
      get:
        (_, name) =>
        async (...args: unknown[]) => {
          const stub = namespaceIn(env).getByName(supplier)
          return Reflect.apply(stub.ask, stub, [name, ...args])
        },
    },
  )
  return remote as RemoteOutbox
}

/** `jurisdiction()` throws in local workerd, so it is asked for only where the variable is set. Another one is another object. */
function namespaceIn(env: Env): DurableObjectNamespace<Outbox> {
  const jurisdiction: unknown = Reflect.get(env, 'JURISDICTION')
  return jurisdiction === 'eu' || jurisdiction === 'fedramp' ? env.OUTBOX.jurisdiction(jurisdiction) : env.OUTBOX
}
