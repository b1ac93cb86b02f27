import gateway from '#gateway'
import { app } from './app.ts'
import { outboxOf } from './platform/outboxes.ts'
import { secretsIn } from './platform/secrets.ts'
import { seenIn } from './platform/seen.ts'
import type { AcceptingOutbox } from './ports.ts'
import type { Services } from './services.ts'

export { Outbox } from './platform/outbox-object.ts'

const clock = { now: Date.now }

function services(env: Env, ctx: ExecutionContext): Services {
  const secrets = secretsIn(env)
  return {
    gateway,
    clock,
    secrets,
    outbox: (supplier) => outboxOf(env, supplier),
    acceptPorts: (supplier) => ({
      clock,
      secrets,
      seen: seenIn(env.SEEN, supplier),
      outbox: (): AcceptingOutbox => outboxOf(env, supplier),
      later: (work) => ctx.waitUntil(work),
    }),
  }
}

export default {
  fetch: (request, env, ctx) => app.fetch(request, services(env, ctx), ctx),

  /** Wakes every outbox: the platform has been known to drop an alarm. */
  async scheduled(_controller, env) {
    await Promise.allSettled(Object.keys(gateway.suppliers).map((supplier) => outboxOf(env, supplier).wake()))
  },
} satisfies ExportedHandler<Env>
