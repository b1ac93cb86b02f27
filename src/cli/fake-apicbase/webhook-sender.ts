import { type Rendering, rendered, type SignedForm, signatureOf } from './renderings.ts'

/** How to call the webhook of a supplier. */
export interface WebhookManners {
  readonly secret: string
  readonly form: SignedForm
  readonly rendering: Rendering
}

export interface WebhookCall {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export function webhookCall(order: object, { secret, form, rendering }: WebhookManners): WebhookCall {
  const body = rendered(order, rendering)
  const signature = signatureOf(body, secret, form)
  return { body, headers: { 'content-type': 'application/json', 'x-apic-webhook-signature': signature } }
}

/** Posts one call and returns the status. Throws without a response in time. */
export type PostWebhook = (call: WebhookCall) => Promise<number>

export const postTo =
  (url: string, patienceMs: number): PostWebhook =>
  async ({ body, headers }) => {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' })
    await response.arrayBuffer()
    return response.status
  }
