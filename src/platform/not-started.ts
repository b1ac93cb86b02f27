import gateway from '#gateway'
import { tellDirectly } from '../alerts/channels.ts'
import { refusal } from '../model/problem.ts'
import { directAlert } from '../outbox/alerts/direct-alert.ts'
import { alertRules } from '../profile/alert-rules.ts'
import { jurisdictionOf } from '../profile/jurisdiction.ts'
import { problemResponse } from '../web/problem-response.ts'
import { createChannelPorts } from './channel-ports.ts'

const DAY_SECONDS = 86_400

/** Why the gateway must not work with these variables, for the operator; null for valid variables. */
export function whyNotStarted(env: Env): string | null {
  const jurisdiction = jurisdictionOf(Reflect.get(env, 'JURISDICTION'))
  return jurisdiction.ok ? null : jurisdiction.error
}

/** The answer to every request. The operator reads the reason in the log and in an alert. */
export function notStarted(reason: string): Response {
  console.error({ event: 'not-started', reason })
  return problemResponse(
    refusal(503, 'The gateway does not start', {
      path: '',
      code: 'not-started',
      message: 'A setting of the gateway is wrong, so nothing was taken. Call the supplier.',
    }),
  )
}

/** Alerts each supplier's channels once a day. KV remembers each supplier's alert, because no outbox works. */
export async function alertNotStarted(reason: string, env: Env): Promise<void> {
  console.error({ event: 'not-started', reason })
  await Promise.all(
    Object.entries(gateway.suppliers).map(async ([supplier, reader]) => {
      const key = `told:not-started:${supplier}`
      if ((await env.SEEN.get(key)) === reason) return
      const rules = alertRules(gateway, supplier)
      const about = { id: crypto.randomUUID(), supplier, reader, publicUrl: rules.publicUrl }
      const alert = directAlert({ kind: 'storage', why: reason }, about)
      if (await tellDirectly(alert, rules, createChannelPorts(env)))
        await env.SEEN.put(key, reason, { expirationTtl: DAY_SECONDS })
    }),
  )
}
