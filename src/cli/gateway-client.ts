import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isGroup } from '../config/mistake.ts'
import { pythonForm } from '../text/python-form.ts'

const WAIT_MS = 10_000
const PAUSE_MS = 200

/** What the gateway answered to a posted order. */
export interface Verdict {
  readonly status: number
  readonly body: unknown
}

/** A document as the Admin API gives it. */
interface Fetched {
  readonly route: string
  /** Null when none came in time; `state` then says how far its delivery is. */
  readonly document: { readonly bytes: Uint8Array; readonly contentType: string } | null
  readonly state: string
  /** When it goes next, in ISO 8601 and UTC; null where that is not known, or past and its route keeps it. */
  readonly until: string | null
  /** How its try ended and what to do, where a person or another try is needed; else null. */
  readonly trouble: string | null
}

/** Signs the bytes as Apicbase does: over themselves, or over what Python would make of them. */
export const signatureOf = (body: Uint8Array, secret: string, form: 'raw' | 'python'): string =>
  createHmac('sha256', secret)
    .update(form === 'raw' ? body : (pythonForm(new TextDecoder().decode(body)) ?? body))
    .digest('hex')

export async function postOrder(
  url: string,
  supplier: string,
  body: Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<Verdict> {
  const answer = await fetch(`${url}/webhooks/${supplier}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-apic-webhook-signature': signature },
    body,
    redirect: 'manual',
  })
  const text = await answer.text()
  try {
    return { status: answer.status, body: JSON.parse(text) }
  } catch {
    return { status: answer.status, body: text }
  }
}

/** The documents of an order's newest deliveries, waited for. A string says why they cannot be had. */
export async function fetchDocuments(
  url: string,
  supplier: string,
  orderId: string,
  token: string,
): Promise<Fetched[] | string> {
  const order = `${url}/api/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(orderId)}`
  const headers = { authorization: `Bearer ${token}` }
  const documents = new Map<string, Fetched>()
  for (const until = Date.now() + WAIT_MS; ; await sleep(PAUSE_MS)) {
    const answer = await fetch(order, { headers })
    const detail: unknown = answer.ok ? await answer.json() : await answer.arrayBuffer()
    if (answer.status === 401 || answer.status === 403)
      return 'The gateway refuses the CONSOLE_TOKEN of this vars file.'
    if (!answer.ok) return `The gateway answers ${answer.status} when asked for the order.`
    for (const delivery of deliveriesIn(detail)) {
      const { route } = delivery
      const document = documents.get(route)?.document ?? (await fetchDocument(order, route, headers))
      documents.set(route, { ...delivery, document })
    }
    const found = [...documents.values()]
    if ((found.length > 0 && found.every(isAtRest)) || Date.now() >= until) return found
  }
}

async function fetchDocument(order: string, route: string, headers: HeadersInit): Promise<Fetched['document']> {
  const file = await fetch(`${order}/documents/${encodeURIComponent(route)}`, { headers })
  const bytes = new Uint8Array(await file.arrayBuffer())
  return file.ok ? { bytes, contentType: file.headers.get('content-type') ?? '' } : null
}

/** Waiting will bring no document, and no news of one that is there. */
const isAtRest = ({ state, document }: Fetched): boolean =>
  document ? state !== 'sending' : ['refused', 'held', 'superseded', 'discarded'].includes(state)

const TROUBLED = ['refused', 'deferred', 'uncertain', 'held']

function deliveriesIn(detail: unknown): Omit<Fetched, 'document'>[] {
  const list = isGroup(detail) && Array.isArray(detail.deliveries) ? detail.deliveries : []
  return list.flatMap((one) => {
    if (!isGroup(one) || typeof one.route !== 'string') return []
    const state = String(one.state)
    const said = [one.note, one.next].filter((text) => typeof text === 'string').join(' ')
    const why = typeof one.holdReason === 'string' ? `, ${one.holdReason}` : ''
    const at = typeof one.nextAttemptAt === 'string' ? one.nextAttemptAt : null
    const until = at !== null && Date.parse(at) > Date.now() ? at : null
    return [{ route: one.route, state, until, trouble: TROUBLED.includes(state) ? `${state}${why}: ${said}` : null }]
  })
}
