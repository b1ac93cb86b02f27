import * as z from 'zod/mini'
import type { AttemptResult } from '../model/attempt-result.ts'
import { findingNote, nothingSent } from '../model/finding.ts'
import { traceParent } from '../model/trace-parent.ts'
import type { Network } from '../ports.ts'
import { VERSION } from '../version.ts'
import { clearTextMistake, isClearText } from '../web/clear-text.ts'
import { readAnswer, readWord, SuccessRule, UNREAD } from './http/answer.ts'
import { NOTHING, readBeginning } from './http/answer-bytes.ts'
import { authSecrets, HttpAuth } from './http/auth.ts'
import { cannotTell, checkAddress, HttpCheck, notNow, readCheck } from './http/check.ts'
import { credentialsFor, type RequestCredentials } from './http/credentials.ts'
import { hideValues } from './http/hidden-values.ts'
import { probeReceiver } from './http/probe.ts'
import { withReceiversWords } from './http/receivers-words.ts'
import { attemptSeconds, type OutgoingDocument, type Transport, type TransportPorts } from './transport.ts'

const UNFIT = 'must hold nothing but ASCII without line breaks.'

/**
 * A token (RFC 9110 §5.6.2). With another name the request could not be made, as if the document may have been sent.
 */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/**
 * Headers that frame a message, and headers by which a receiver detects a repeat. Settings must not replace these
 * headers.
 */
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

interface SignedAddresses {
  readonly url: string
  readonly check?: HttpCheck | undefined
  readonly auth?: HttpAuth | undefined
  readonly insecure: boolean
}

function tellClearText({ url, check, auth, insecure }: SignedAddresses, context: z.core.$RefinementCtx): void {
  if (insecure) return
  const addresses: readonly [string, string, ...string[]][] = [
    [url, 'every order, and the sign-in with it,', 'url'],
    [check?.url ?? '', 'the sign-in', 'check', 'url'],
    [auth?.kind === 'oauth2' ? auth.tokenUrl : '', 'the credentials', 'auth', 'tokenUrl'],
  ]
  for (const [address, carries, ...path] of addresses)
    if (isClearText(address))
      context.issues.push({ code: 'custom', input: address, path, message: clearTextMistake(carries) })
}

const settings = /* @__PURE__ */ z.lazy(() =>
  z
    .strictObject({
      kind: z.literal('http'),
      url: z.url({ protocol: /^https?$/ }).check(z.describe('The address that gets each document.')),
      method: z._default(z.enum(['POST', 'PUT']), 'POST').check(z.describe('The method of the request.')),
      timeoutSeconds: attemptSeconds(),
      auth: z.optional(HttpAuth).check(z.describe('How a request signs in.')),
      clientCertificate: z
        .optional(z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/)))
        .check(z.describe('The name of an mTLS binding in wrangler.toml.')),
      headers: z
        ._default(
          z.record(z.string(), z.string().check(z.regex(/^[\t\x20-\x7e]*$/, UNFIT))).check(z.superRefine(tellNames)),
          {},
        )
        .check(z.describe('More headers, in plain. A `Content-Type` replaces the media type of the document.')),
      success: z.optional(SuccessRule).check(z.describe('Limits success to some statuses and texts.')),
      check: z.optional(HttpCheck).check(z.describe('How to ask whether the order is there, for `whenUncertain`.')),
      verdictFrom: z
        ._default(z.enum(['status', 'body']), 'status')
        .check(
          z.describe('`body` reads the answer of the document standard in the body, such as the `Response` of cXML.'),
        ),
      insecure: z._default(z.boolean(), false).check(z.describe('Allows addresses that begin with `http://`.')),
    })
    .check(z.superRefine(tellClearText)),
)

export type HttpSettings = z.infer<typeof settings>

/** Sends each document as one request to the supplier's endpoint. */
export const http: Transport<HttpSettings> = {
  kind: 'http',
  example: { url: 'https://erp.supplier.example/orders' },
  showsRepeat: true,
  settings,
  secrets: ({ auth }) => authSecrets(auth),
  address: ({ url }) => url,
  protection: ({ url }) => (/^https:/i.test(url) ? 'end-to-end' : 'none'),
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver(outgoing, settings, ports) {
    const { clientCertificate, auth, url } = settings
    const way = wayOf(settings, ports)
    if (!way) return noBinding(clientCertificate)
    const closed = outgoing.needsProbe ? await probeReceiver(url, ports, clientCertificate !== undefined) : null
    if (closed) return closed
    const proof = await credentialsFor(auth, outgoing.document.bytes, ports)
    return proof.ok ? send(outgoing, settings, way, proof.value, ports) : proof.error
  },

  canCheck: ({ check }) => check !== undefined,

  async check(outgoing, settings, ports) {
    const { check, auth, clientCertificate } = settings
    if (!check) return null
    const url = checkAddress(check, outgoing)
    if (url === null) return cannotTell(findingNote('check-unsayable'))
    const way = wayOf(settings, ports)
    if (!way) return noBinding(clientCertificate)
    const proof = await credentialsFor(auth, new Uint8Array(), ports)
    return proof.ok ? ask(outgoing, { ...settings, check }, way, proof.value, url, ports.signal) : proof.error
  },
}

const wayOf = ({ clientCertificate }: HttpSettings, ports: TransportPorts): Pick<Network, 'fetch'> | undefined =>
  clientCertificate === undefined ? ports.wire : ports.certificates.get(clientCertificate)

const noBinding = (name: string | undefined): AttemptResult => ({
  ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' },
  note: nothingSent('no-mtls-binding', { name: name ?? '' }),
})

/** Sends a request that changes nothing at the receiver, with the sign-in of a delivery. */
async function ask(
  outgoing: OutgoingDocument,
  settings: HttpSettings & { readonly check: HttpCheck },
  way: Pick<Network, 'fetch'>,
  proof: RequestCredentials,
  url: string,
  signal: AbortSignal,
): Promise<AttemptResult | null> {
  const headers = new Headers({ 'user-agent': `Orderbridge/${VERSION}`, ...settings.headers, ...proof.headers })
  try {
    const response = await way.fetch(new Request(url, { headers, redirect: 'manual', signal }))
    if (response.status === 401 && proof.renew) {
      const renewed = await proof.renew()
      if (renewed) await response.body?.cancel().catch(() => {})
      if (renewed) return renewed.ok ? await ask(outgoing, settings, way, renewed.value, url, signal) : renewed.error
    }
    const { bytes, isWhole } = await readBeginning(response)
    await response.body?.cancel().catch(() => {})
    return readCheck(response.status, { text: new TextDecoder().decode(bytes), isWhole }, settings.check, outgoing)
  } catch {
    return notNow(findingNote(signal.aborted ? 'time-up' : 'no-line'))
  }
}

async function send(
  outgoing: OutgoingDocument,
  settings: HttpSettings,
  way: Pick<Network, 'fetch'>,
  proof: RequestCredentials,
  ports: Pick<TransportPorts, 'signal' | 'readVerdict' | 'clock' | 'secrets'>,
): Promise<AttemptResult> {
  const { document, key, possibleRepeat } = outgoing
  const { signal } = ports
  const headers = new Headers({ 'content-type': document.mediaType, 'user-agent': `Orderbridge/${VERSION}` })
  const sender = outgoing.senderTrace ?? null
  const trace = traceParent(key, sender)
  if (trace !== null) headers.set('traceparent', trace)
  // The state belongs to the sender's trace, not to a trace of the settings.
  if (trace !== null && sender?.state && !new Headers(settings.headers).has('traceparent'))
    headers.set('tracestate', sender.state)
  const ours = {
    ...proof.headers,
    'idempotency-key': key,
    'orderbridge-file-name': document.fileName,
    ...(possibleRepeat ? { 'orderbridge-possible-repeat': 'true' } : {}),
  }
  // `set` ignores case, so a header has one value in any spelling.
  for (const [name, value] of Object.entries({ ...settings.headers, ...ours })) headers.set(name, value)
  const { method, url } = settings
  const request = new Request(url, { method, body: document.bytes, headers, redirect: 'manual', signal })
  try {
    const response = await way.fetch(request)
    if (response.status === 401 && proof.renew) {
      const renewed = await proof.renew()
      if (renewed) await response.body?.cancel().catch(() => {})
      if (renewed) return renewed.ok ? await send(outgoing, settings, way, renewed.value, ports) : renewed.error
    }
    const { status, headers } = response
    const now = ports.clock.now()
    const secrets = secretsOf(outgoing, settings, proof, ports)
    if (!response.ok) {
      const failure = readAnswer(status, headers, UNREAD, settings.success, now)
      const result = await withReceiversWords(failure, response, secrets)
      await response.body?.cancel().catch(() => {})
      return result
    }
    const isRead = settings.success !== undefined || settings.verdictFrom === 'body'
    const { bytes, isWhole } = isRead ? await readBeginning(response) : NOTHING
    await response.body?.cancel().catch(() => {})
    const read = { text: new TextDecoder().decode(bytes), isWhole }
    const result = readAnswer(status, headers, read, settings.success, now)
    if (result.outcome !== 'delivered' || settings.verdictFrom === 'status') return result
    const verdict = ports.readVerdict(bytes)
    return readWord(status, verdict && { ...verdict, text: hideValues(verdict.text, secrets) }, headers, now)
  } catch {
    const note = signal.aborted
      ? findingNote('no-answer', { seconds: String(settings.timeoutSeconds) })
      : findingNote('dropped-after-start')
    return { outcome: 'uncertain', phase: 'write', note }
  }
}

/** Secrets of the document and of the sign-in, and the last word of each header that signs in. */
function secretsOf(
  { document }: OutgoingDocument,
  { auth }: HttpSettings,
  proof: RequestCredentials,
  { secrets }: Pick<TransportPorts, 'secrets'>,
): string[] {
  const values = [...(document.secrets ?? []), ...authSecrets(auth)].map((name) => secrets.get(name) ?? '')
  return [...values, ...Object.values(proof.headers).map((value) => value.trim().split(' ').at(-1) ?? '')]
}
