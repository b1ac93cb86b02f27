import * as z from 'zod/mini'
import type { Wire } from '../ports.ts'
import type { Receipt } from '../receipt.ts'
import { VERSION } from '../version.ts'
import { readAnswer, readWord, SuccessRule } from './http/answer.ts'
import { authSecrets, HttpAuth } from './http/auth.ts'
import { closedDoor } from './http/door.ts'
import { type Proof, proofFor } from './http/proof.ts'
import type { Means, Parcel, Transport, TransportSettings } from './transport.ts'

export interface HttpSettings extends TransportSettings {
  readonly kind: 'http'
  readonly url: string
  readonly method: 'POST' | 'PUT'
  readonly timeoutSeconds: number
  readonly auth?: HttpAuth | undefined
  /** The name of the mTLS binding in wrangler.toml. */
  readonly clientCertificate?: string | undefined
  /** Plain headers the receiver wants; never a secret. */
  readonly headers: Readonly<Record<string, string>>
  readonly success?: SuccessRule | undefined
  /** Whose word counts: the status alone, or what the body of a 2xx says by the document's own standard. */
  readonly answer: 'status' | 'document'
}

const UNFIT = 'must hold nothing but ASCII without line breaks.'

/** A token (RFC 9110 §5.6.2). With another name no request could be made, which reads as a document that may have left. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** What says where a message begins and ends, and what a receiver knows a repeat by. */
const NOT_YOURS = /^(host|connection|content-length|transfer-encoding|expect|idempotency-key|orderbridge-.*)$/i

function tellNames(headers: Readonly<Record<string, string>>, context: z.core.$RefinementCtx): void {
  for (const name of Object.keys(headers)) {
    const message = NAME.test(name)
      ? 'is set by Orderbridge itself. Leave it out.'
      : 'is no name of a header: letters, digits and hyphens.'
    if (NAME.test(name) && !NOT_YOURS.test(name)) continue
    context.issues.push({ code: 'custom', input: headers, path: [name], message })
  }
}

/** Enough to find a word in; a receiver that sends a book is cut short. */
const ANSWER_BYTES = 65_536

/** One document, one request, to the supplier's own endpoint. */
export const http: Transport<HttpSettings> = {
  kind: 'http',
  settings: z.lazy(() =>
    z.strictObject({
      kind: z.literal('http'),
      url: z.url({ protocol: /^https?$/ }),
      method: z._default(z.enum(['POST', 'PUT']), 'POST'),
      timeoutSeconds: z._default(z.number().check(z.positive(), z.lte(60)), 30),
      auth: z.optional(HttpAuth),
      clientCertificate: z.optional(z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/))),
      headers: z._default(
        z.record(z.string(), z.string().check(z.regex(/^[\t\x20-\x7e]*$/, UNFIT))).check(z.superRefine(tellNames)),
        {},
      ),
      success: z.optional(SuccessRule),
      answer: z._default(z.enum(['status', 'document']), 'status'),
    }),
  ),
  secrets: ({ auth }) => authSecrets(auth),
  protection: ({ url }) => (/^https:/i.test(url) ? 'end-to-end' : 'none'),
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver(parcel, settings, means) {
    const { clientCertificate, auth, url } = settings
    const way = clientCertificate === undefined ? means.wire : means.certificates.get(clientCertificate)
    if (!way) {
      const note = `There is no mTLS binding ${clientCertificate}: add it to wrangler.toml, deploy, and retry. Nothing was sent.`
      return { outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings', note }
    }
    const closed = parcel.doubtful ? await closedDoor(url, means) : null
    if (closed) return closed
    const proof = await proofFor(auth, parcel.document.bytes, means)
    return proof.ok ? send(parcel, settings, way, proof.value, means) : proof.error
  },
}

async function send(
  parcel: Parcel,
  settings: HttpSettings,
  way: Pick<Wire, 'fetch'>,
  proof: Proof,
  means: Pick<Means, 'signal' | 'wordIn'>,
): Promise<Receipt> {
  const { document, key, possibleRepeat } = parcel
  const { signal } = means
  const headers = new Headers({ 'content-type': document.mediaType, 'user-agent': `Orderbridge/${VERSION}` })
  const ours = {
    ...proof.headers,
    'idempotency-key': key,
    'orderbridge-file-name': document.fileName,
    ...(possibleRepeat ? { 'orderbridge-possible-repeat': 'true' } : {}),
  }
  // However a name is spelled, it has one value.
  for (const [name, value] of Object.entries({ ...settings.headers, ...ours })) headers.set(name, value)
  const { method, url } = settings
  const request = new Request(url, { method, body: document.bytes, headers, redirect: 'manual', signal })
  try {
    const response = await way.fetch(request)
    if (response.status === 401 && proof.renew) {
      const renewed = await proof.renew()
      if (renewed) await response.body?.cancel().catch(() => {})
      if (renewed) return renewed.ok ? await send(parcel, settings, way, renewed.value, means) : renewed.error
    }
    const { status, headers } = response
    const readsBody = response.ok && (settings.success !== undefined || settings.answer === 'document')
    const { bytes, isWhole } = readsBody ? await start(response) : NOTHING
    await response.body?.cancel().catch(() => {})
    const read = { text: new TextDecoder().decode(bytes), isWhole }
    const receipt = readAnswer(status, headers, read, settings.success, Date.now())
    if (receipt.outcome !== 'delivered' || settings.answer === 'status') return receipt
    return readWord(status, means.wordIn(bytes), headers, Date.now())
  } catch {
    const note = signal.aborted
      ? `No answer within ${settings.timeoutSeconds} seconds; the document may have arrived.`
      : 'The line dropped after the request began; the document may have arrived.'
    return { outcome: 'uncertain', phase: 'write', note }
  }
}

interface Beginning {
  readonly bytes: Uint8Array
  readonly isWhole: boolean
}

const NOTHING: Beginning = { bytes: new Uint8Array(), isWhole: true }

async function start(response: Response): Promise<Beginning> {
  if (!response.body) return NOTHING
  const bytes = new Uint8Array(ANSWER_BYTES)
  const reader = response.body.getReader()
  let read = 0
  let isWhole = true
  while (isWhole) {
    const { done, value } = await reader.read()
    if (done) break
    const piece = value.subarray(0, ANSWER_BYTES - read)
    bytes.set(piece, read)
    read += piece.byteLength
    isWhole = piece.byteLength === value.byteLength
  }
  reader.releaseLock()
  return { bytes: bytes.subarray(0, read), isWhole }
}
