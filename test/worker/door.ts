import { exports } from 'cloudflare:workers'
import { vi } from 'vitest'
import type { OrderView } from '../../src/outbox/views.ts'
import { holdToContract } from './contract.ts'
import { bytesOf, type Posted, posted, signatureOf } from './posted.ts'
import { SECRETS } from './secrets.ts'
import { textOf } from './text.ts'

/** The gateway as a caller sees the gateway: only requests and answers. */

const ORIGIN = 'https://gateway.example'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; null for another body. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever an answer holds
  readonly json: any
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await textOf(response)
  return { status: response.status, headers: response.headers, text, json: parsed(text) }
}

export const ask = (path: string, init: RequestInit = {}): Promise<Answer> =>
  send(new Request(ORIGIN + path, { redirect: 'manual', ...init }))

/** Reads every answer: to the gateway, an answer that is not read is a sender that disconnected. */
export async function send(request: Request): Promise<Answer> {
  const response = await exports.default.fetch(request)
  const answer = await answerOf(response)
  holdToContract(request, response, answer.json)
  return answer
}

export interface Signed {
  readonly secret?: string
  /** The signed content, if different from the body. */
  readonly signed?: unknown
  /** The full header, as sent. */
  readonly signature?: string
}

/** A signed webhook call, not yet sent. */
export async function webhookRequest(supplier: string, body: unknown, signing: Signed = {}): Promise<Request> {
  const { secret = SECRETS.WEBHOOK_SECRET, signed = body } = signing
  const signature = signing.signature ?? (await signatureOf(signed, secret))
  return new Request(`${ORIGIN}/webhooks/${supplier}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', 'x-apic-webhook-signature': signature },
    body: bytesOf(body),
  })
}

export const post = async (supplier: string, body: unknown, signing: Signed = {}): Promise<Answer> =>
  send(await webhookRequest(supplier, body, signing))

/** Places an order and expects an acceptance. */
export async function place(supplier: string, overrides: Readonly<Record<string, unknown>> = {}): Promise<Posted> {
  const order = posted(overrides)
  const { status, text } = await post(supplier, order)
  if (status !== 200) throw new Error(`The order was answered ${status}: ${text}`)
  return order
}

export const admin = (path: string, init: RequestInit = {}): Promise<Answer> =>
  ask(`/api${path}`, { ...init, headers: { authorization: `Bearer ${SECRETS.CONSOLE_TOKEN}`, ...init.headers } })

/** An action of the Admin API by a person. */
export const act = (path: string, body: object = {}): Promise<Answer> =>
  admin(path, { method: 'POST', body: JSON.stringify({ by: 'An', ...body }) })

export const orderPath = (supplier: string, orderId: string): string =>
  `/orders/${supplier}/${encodeURIComponent(orderId)}`

export async function view(supplier: string, orderId: string): Promise<OrderView> {
  const { status, json } = await admin(orderPath(supplier, orderId))
  if (status !== 200) throw new Error(`Order ${orderId} is not there: ${status}`)
  return json
}

/** A delivery of the newest version on a route, as the order's view shows the delivery. */
export async function delivery(supplier: string, orderId: string, route: string, version?: number) {
  const { deliveries } = await view(supplier, orderId)
  const found = deliveries.findLast((one) => one.route === route && (version === undefined || one.version === version))
  if (!found) throw new Error(`No delivery of ${orderId} by ${route}.`)
  return found
}

/** Waits for work that the alarm starts. The limit suits a machine under load: `check` names a state that stays. */
export const soon = <T>(check: () => T | Promise<T>, timeout = 30_000): Promise<T> =>
  vi.waitFor(check, { timeout, interval: 25 })

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
