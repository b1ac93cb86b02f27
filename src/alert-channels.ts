import type { Alert } from './alert.ts'
import type { AlertChannel } from './outbox/alerts.ts'
import type { Secrets, SendMail, Wire } from './ports.ts'
import type { Alerts } from './supplier.ts'
import { withSignal } from './time-limit.ts'

const ALERT_MS = 10_000

export interface AlertMeans {
  readonly wire: Wire
  readonly secrets: Secrets
  readonly mail: SendMail
}

/** False when it could not be sent now; it is then tried again. */
export async function sendAlert(
  channel: AlertChannel,
  alert: Alert,
  alerts: Alerts | undefined,
  means: AlertMeans,
): Promise<boolean> {
  try {
    return channel === 'url' ? await post(alert, alerts?.url, means) : await mail(alert, alerts?.mail, means)
  } catch {
    return false
  }
}

/** Past the outbox, on every channel, without another try: for when the outbox is what cannot be reached. */
export async function tellDirectly(alert: Alert, alerts: Alerts | undefined, means: AlertMeans): Promise<void> {
  await Promise.all([
    alerts?.url ? sendAlert('url', alert, alerts, means) : null,
    alerts?.mail ? sendAlert('mail', alert, alerts, means) : null,
  ])
}

async function post(alert: Alert, secret: string | undefined, { wire, secrets }: AlertMeans): Promise<boolean> {
  const url = secret === undefined ? undefined : secrets.get(secret)
  if (url === undefined) return false
  const body = JSON.stringify(alert)
  const headers = { 'content-type': 'application/json' }
  return withSignal(ALERT_MS, async (signal) => {
    const response = await wire.fetch(new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal }))
    await response.body?.cancel()
    return response.ok
  })
}

async function mail(alert: Alert, settings: Alerts['mail'], means: AlertMeans): Promise<boolean> {
  if (!settings) return false
  const subject = `Orderbridge ${alert.supplier}: ${alert.kind}${alert.orderNumber ? ` ${alert.orderNumber}` : ''}`
  const text = [alert.text, ...(alert.diff ?? [])].join('\n')
  await means.mail({ ...settings, subject: oneLine(subject), text })
  return true
}

/** An order number comes from outside: it must not begin a header of its own. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, 200)
