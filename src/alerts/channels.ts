import { err, ok, type Result } from '../model/result.ts'
import type { Clock, Network, Secrets, SendMail } from '../ports.ts'
import type { AlertRules, Channel } from '../profile/alert-rules.ts'
import { TimeLimitError, withAbortSignal, withTimeout } from '../web/time-limit.ts'
import { signWebhook } from '../web/webhook-signature.ts'
import type { Alert } from './alert.ts'
import { alertMail } from './alert-mail.ts'
import { alertShape } from './shapes.ts'
import type { Why } from './why.ts'

const ALERT_MS = 10_000
/** The time limit ends earlier, and names the reason. */
const ABORT_MS = ALERT_MS + 1_000

export interface ChannelPorts {
  readonly wire: Network
  readonly secrets: Secrets
  readonly mail: SendMail
  readonly clock: Clock
}

/** Why an alert could not be sent now. */
export interface Unsent {
  /** A sentence for the operator; never an address, because an address may be a secret. */
  readonly why: Why
  /** The channel refused this alert, but may accept other alerts. */
  readonly alone: boolean
}

export type AlertOutcome = Result<null, Unsent>

/** Makes a single attempt on a channel. Never rejects. */
export async function sendAlert(channel: Channel, alert: Alert, ports: ChannelPorts): Promise<AlertOutcome> {
  try {
    const sending = 'mail' in channel ? sendMail(channel.mail, alert, ports) : post(channel, alert, ports)
    return await withTimeout(ALERT_MS, sending)
  } catch (error) {
    return unsent(
      error instanceof TimeLimitError
        ? { says: 'channel-slow', seconds: String(ALERT_MS / 1_000) }
        : { says: 'channel-unreached' },
    )
  }
}

/**
 * Sends past the outbox, with one attempt, when the outbox cannot be reached. Backup channels get the alert when every
 * other channel failed. Returns true once a channel accepted the alert.
 */
export async function tellDirectly(alert: Alert, { channels }: AlertRules, ports: ChannelPorts): Promise<boolean> {
  const send = (channel: Channel) => sendAlert(channel, alert, ports)
  const outcomes = await Promise.all(channels.filter(({ backup }) => !backup).map(send))
  if (outcomes.some(({ ok }) => ok)) return true
  for (const channel of channels.filter(({ backup }) => backup)) if ((await send(channel)).ok) return true
  return false
}

type Posting = Extract<Channel, { url: string }>

async function post({ url, format, secret }: Posting, alert: Alert, ports: ChannelPorts): Promise<AlertOutcome> {
  const address = ports.secrets.get(url)
  if (address === undefined) return unsent({ says: 'channel-unset', secret: url })
  const body = JSON.stringify(alertShape(format, alert))
  const signed = secret === undefined ? {} : await signature(secret, alert, body, ports)
  if (signed === null) return unsent({ says: 'channel-weak', secret: secret ?? '' })
  const headers = { 'content-type': 'application/json', ...signed }
  return withAbortSignal(ABORT_MS, async (signal) => {
    const request = new Request(address, { method: 'POST', headers, body, redirect: 'manual', signal })
    const response = await ports.wire.fetch(request)
    await response.body?.cancel()
    return response.ok
      ? ok(null)
      : unsent({ says: 'channel-answered', status: String(response.status) }, OF_THE_ALERT.has(response.status))
  })
}

/** Status codes about the posted alert, not about the channel. */
const OF_THE_ALERT: ReadonlySet<number> = new Set([400, 413, 422])

function signature(name: string, { id }: Alert, body: string, { secrets, clock }: ChannelPorts) {
  const secret = secrets.get(name)
  const seconds = Math.floor(clock.now() / 1000)
  return secret === undefined ? Promise.resolve(null) : signWebhook({ id, seconds, body }, secret)
}

async function sendMail(
  settings: Extract<Channel, { mail: object }>['mail'],
  alert: Alert,
  ports: ChannelPorts,
): Promise<AlertOutcome> {
  await ports.mail({ ...settings, ...alertMail(alert) })
  return ok(null)
}

const unsent = (why: Why, alone = false): AlertOutcome => err({ why, alone })
