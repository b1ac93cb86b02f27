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

/** Alerts each supplier's channels at most once a day. KV remembers the alert, because no outbox works. */
export async function alertNotStarted(reason: string, env: Env): Promise<void> {
  console.error({ event: 'not-started', reason })
  if ((await env.SEEN.get(ALERTED_KEY)) === reason) return
  const results = await Promise.all(
    Object.entries(gateway.suppliers).map(([supplier, reader]) => {
      const rules = alertRules(gateway, supplier)
      const about = { id: crypto.randomUUID(), supplier, reader, publicUrl: rules.publicUrl }
      return tellDirectly(directAlert({ kind: 'storage', why: reason }, about), rules, createChannelPorts(env))
    }),
  )
  if (results.every(Boolean)) await env.SEEN.put(ALERTED_KEY, reason, { expirationTtl: DAY_SECONDS })
}

const ALERTED_KEY = 'told:not-started'
