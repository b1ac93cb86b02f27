import * as z from 'zod/mini'
import type { Receipt } from '../receipt.ts'
import { VERSION } from '../version.ts'
import { readAnswer, SuccessRule } from './http-answer.ts'
import { authHeaders, authSecrets, HttpAuth } from './http-auth.ts'
import { closedDoor } from './http-door.ts'
import type { Means, Parcel, Transport, TransportSettings } from './transport.ts'

export interface HttpSettings extends TransportSettings {
  readonly kind: 'http'
  readonly url: string
  readonly method: 'POST' | 'PUT'
  readonly timeoutSeconds: number
  readonly auth?: HttpAuth | undefined
  /** Plain headers the receiver wants; never a secret. */
  readonly headers: Readonly<Record<string, string>>
  readonly success?: SuccessRule | undefined
}

/** Enough to find a word in; a receiver that sends a book is cut short. */
const ANSWER_BYTES = 65_536

/** One document, one request, to the supplier's own endpoint. */
export const http: Transport<HttpSettings> = {
  kind: 'http',
  settings: z.strictObject({
    kind: z.literal('http'),
    url: z.url({ protocol: /^https?$/ }),
    method: z._default(z.enum(['POST', 'PUT']), 'POST'),
    timeoutSeconds: z._default(z.number().check(z.positive(), z.lte(60)), 30),
    auth: z.optional(HttpAuth),
    headers: z._default(z.record(z.string(), z.string()), {}),
    success: z.optional(SuccessRule),
  }),
  secrets: ({ auth }) => authSecrets(auth),
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver(parcel, settings, means) {
    const proof = await authHeaders(settings.auth, parcel.document.bytes, means.secrets)
    if (!proof) {
      const note = 'A secret this route needs is not set, so nothing was sent.'
      return { outcome: 'refused', reached: 'no', routeWide: true, note }
    }
    return (parcel.doubtful && (await closedDoor(settings.url, means))) || send(parcel, settings, means, proof)
  },
}

async function send(
  parcel: Parcel,
  settings: HttpSettings,
  { wire, signal }: Means,
  proof: Record<string, string>,
): Promise<Receipt> {
  const { document, key, possibleRepeat } = parcel
  const request = new Request(settings.url, {
    method: settings.method,
    body: document.bytes,
    headers: {
      ...settings.headers,
      ...proof,
      'content-type': document.mediaType,
      'idempotency-key': key,
      'user-agent': `Orderbridge/${VERSION}`,
      'orderbridge-file-name': document.fileName,
      ...(possibleRepeat ? { 'orderbridge-possible-repeat': 'true' } : {}),
    },
    redirect: 'manual',
    signal,
  })
  try {
    const response = await wire.fetch(request)
    const text = settings.success && response.ok ? await start(response) : ''
    await response.body?.cancel().catch(() => {})
    return readAnswer(response.status, response.headers, text, settings.success, Date.now())
  } catch {
    const note = signal.aborted
      ? `No answer within ${settings.timeoutSeconds} seconds; the document may have arrived.`
      : 'The line dropped after the request began; the document may have arrived.'
    return { outcome: 'uncertain', note }
  }
}

async function start(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  if (!response.body) return text
  const reader = response.body.getReader()
  for (let read = 0; read < ANSWER_BYTES; ) {
    const { done, value } = await reader.read()
    if (done) break
    read += value.byteLength
    text += decoder.decode(value, { stream: true })
  }
  reader.releaseLock()
  return text
}
