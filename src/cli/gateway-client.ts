import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isGroup, parsedJson } from '../text/parsed-json.ts'
import { pythonForm } from '../text/python-form.ts'
import { refusalEnd } from './admin-client.ts'
import { withLocalTimes } from './local-times.ts'
import { noteText, StoredNote } from './orders/note-text.ts'

const WAIT_MS = 10_000
const PAUSE_MS = 200

/** The gateway's response to a posted order. */
export interface Verdict {
  readonly status: number
  readonly body: unknown
}

/** A document from the Admin API. */
interface Fetched {
  readonly route: string
  /** Null if the document did not arrive in time; `state` then gives the delivery's state. */
  readonly document: { readonly bytes: Uint8Array; readonly contentType: string } | null
  readonly state: string
  /** Null while no document is written. */
  readonly fileName: string | null
  /** Time of the next attempt, in ISO 8601 and UTC; null if unknown or past. */
  readonly until: string | null
  /** Result of the attempt and advice, if a person or another attempt is needed; else null. */
  readonly trouble: string | null
  /** The reason of a pause, and the command that ends the pause; null without a pause. */
  readonly wait: string | null
}

/** Signs the bytes like Apicbase: the bytes as sent, or the output of Python for the bytes. */
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

/** Waits for the documents of an order's newest deliveries. A string says why no documents are available. */
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
    const detail = parsedJson(await answer.text())
    if (answer.status === 401) return 'The gateway refuses the CONSOLE_TOKEN of this vars file.'
    if (!answer.ok) return `The gateway answers ${answer.status} when asked for the order${refusalEnd(detail)}`
    for (const delivery of deliveriesIn(detail, supplier)) {
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

/** Whether waiting would change neither the document nor the state. */
const isAtRest = ({ state, document, wait }: Fetched): boolean =>
  document ? state !== 'sending' : wait !== null || ['refused', 'held', 'superseded', 'discarded'].includes(state)

const TROUBLED = ['refused', 'deferred', 'uncertain', 'held']

function deliveriesIn(detail: unknown, supplier: string): Omit<Fetched, 'document'>[] {
  const list = isGroup(detail) && Array.isArray(detail.deliveries) ? detail.deliveries : []
  return list.flatMap((delivery) => {
    if (!isGroup(delivery) || typeof delivery.route !== 'string') return []
    const state = String(delivery.state)
    const stored = StoredNote.safeParse(delivery)
    const advice = [stored.success ? noteText(stored.data) : null, delivery.nextStep].filter(Boolean).join(' ')
    const why = typeof delivery.holdReason === 'string' ? `, ${delivery.holdReason}` : ''
    const at = typeof delivery.nextAttemptAt === 'string' ? delivery.nextAttemptAt : null
    const until = at !== null && Date.parse(at) > Date.now() ? at : null
    const trouble = TROUBLED.includes(state) ? `${state}${why}: ${advice}` : null
    const fileName = typeof delivery.fileName === 'string' ? delivery.fileName : null
    const wait = pauseIn(delivery.waitsFor, `${delivery.route} --supplier ${supplier}`)
    return [{ route: delivery.route, state, fileName, until, trouble, wait }]
  })
}

/** A paused route writes no document until a person acts, so the caller must not wait longer. */
function pauseIn(waitsFor: unknown, route: string): string | null {
  if (!isGroup(waitsFor) || waitsFor.kind !== 'pause' || typeof waitsFor.text !== 'string') return null
  return `${withLocalTimes(waitsFor.text, 'UTC')} Then run: npx orderbridge routes resume ${route}`
}
