import { AwsClient } from 'aws4fetch'
import * as z from 'zod/mini'
import type { AttemptResult } from '../model/attempt-result.ts'
import { findingNote, nothingSent } from '../model/finding.ts'
import { sha256 } from '../model/order/identity.ts'
import { err, ok, type Result } from '../model/result.ts'
import { SecretName } from '../profile/secret-name.ts'
import { percentEncode } from '../text/percent-encode.ts'
import { readBounded } from '../web/bounded-body.ts'
import { clearTextMistake, isClearText } from '../web/clear-text.ts'
import { checkArrival, inFolder, type Place, type StoredFileState, sightOf } from './folder/arrival.ts'
import { probeReceiver } from './http/probe.ts'
import { readS3Answer, readS3Sight } from './s3/answer.ts'
import { secretValues } from './secret-values.ts'
import { attemptSeconds, type OutgoingDocument, type Transport, type TransportPorts } from './transport.ts'

/** An address with a dot segment leads to another key, or into another bucket. */
const noDots = z.refine<string>((key) => !key.split('/').some((step) => step === '.' || step === '..'), {
  error: "must have no step '.' or '..': the object would have another key than it says.",
})

const ANSWER_BYTES = 65_536

const settings = /* @__PURE__ */ z.lazy(() =>
  z
    .strictObject({
      kind: z.literal('s3'),
      endpoint: z
        .optional(z.url({ protocol: /^https?$/ }))
        .check(z.describe('The address of the store. Default: Amazon S3.')),
      region: z
        .string()
        .check(z.regex(/^[a-z0-9-]+$/))
        .check(z.describe('The region, such as `eu-west-1`.')),
      bucket: z
        .string()
        .check(z.regex(/^[A-Za-z0-9._-]+$/))
        .check(z.describe('The name of the bucket.')),
      prefix: z
        ._default(z.string().check(z.regex(/^(?!\/)[^\p{Cc}]*$/u), noDots), '')
        .check(z.describe('The beginning of the keys, such as `orders/`.')),
      archiveFolder: z
        .optional(z.string().check(z.regex(/^(?!\/)[^\p{Cc}]+$/u), noDots))
        .check(z.describe('The beginning of the keys to which a job moves objects, for `whenUncertain`.')),
      accessKeyId: SecretName.check(z.describe('The name of the secret that holds the access key id.')),
      secretAccessKey: SecretName.check(z.describe('The name of the secret that holds the secret access key.')),
      timeoutSeconds: attemptSeconds(),
      insecure: z._default(z.boolean(), false).check(z.describe('Allows an address that begins with `http://`.')),
    })
    .check(
      z.refine(({ endpoint = '', insecure }) => insecure || !isClearText(endpoint), {
        path: ['endpoint'],
        error: clearTextMistake('every order'),
      }),
    ),
)

export type S3Settings = z.infer<typeof settings>

/** An object in a bucket of Amazon, or of a store that speaks the S3 protocol. */
export const s3: Transport<S3Settings> = {
  kind: 's3',
  storageLocation: ({ endpoint = '', bucket, prefix }) => JSON.stringify(['s3', endpoint, bucket, prefix]),
  example: { region: 'eu-west-1', bucket: 'orders', accessKeyId: 'S3_ID', secretAccessKey: 'S3_SECRET' },
  settings,
  secrets: ({ accessKeyId, secretAccessKey }) => [accessKeyId, secretAccessKey],
  protection: ({ endpoint = 'https:' }) => (/^https:/i.test(endpoint) ? 'end-to-end' : 'none'),
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver(outgoing, settings, ports) {
    const url = addressOf(settings, outgoing.document.fileName)
    return (outgoing.needsProbe && (await probeReceiver(url.href, ports))) || put(outgoing, url, settings, ports)
  },

  async check(outgoing, settings, ports) {
    const closed = await probeReceiver(bucketAddress(settings).href, ports)
    if (closed) return closed
    const placeOf = (prefix: string): Place => ({
      name: prefix || settings.bucket,
      see: (key) => see(key, { ...settings, prefix }, ports),
    })
    const { prefix, archiveFolder } = settings
    return checkArrival(
      outgoing,
      placeOf(prefix),
      archiveFolder === undefined ? null : placeOf(inFolder(archiveFolder)),
    )
  },
}

async function see(outgoing: OutgoingDocument, settings: S3Settings, ports: TransportPorts): Promise<StoredFileState> {
  const client = clientOf(settings, ports)
  if (!client.ok) return { kind: 'misconfigured', text: client.error.note.replace(/\.$/, '') }
  const { fileName, bytes } = outgoing.document
  const signed = await client.value.sign(addressOf(settings, fileName).href, {
    headers: { 'x-amz-content-sha256': await sha256(new Uint8Array()) },
  })
  try {
    const response = await ports.wire.fetch(new Request(signed, { redirect: 'manual', signal: ports.signal }))
    if (response.status !== 200) return readS3Sight(response.status, await readErrorText(response))
    // An object longer than the document is another object: do not read the rest.
    const read = await readBounded(response.body, bytes.byteLength)
    return read ? sightOf(read, outgoing) : 'another'
  } catch {
    return { kind: 'cut', text: findingNote(ports.signal.aborted ? 'time-up' : 'line-dropped') }
  }
}

/** Text of an error response, up to the limit: real errors hold a code and a sentence. */
async function readErrorText({ body }: Response): Promise<string> {
  const read = await readBounded(body, ANSWER_BYTES)
  return read ? new TextDecoder().decode(read) : ''
}

/** Ignores the body of a success, because the status is enough. */
async function discardBody({ body }: Response): Promise<string> {
  await body?.cancel().catch(() => {})
  return ''
}

/** Encodes each segment separately: the signed key and the sent key must be equal byte for byte. */
function addressOf(settings: S3Settings, fileName: string): URL {
  const key = `${settings.prefix}${fileName}`.split('/').map(percentEncode).join('/')
  return new URL(`${bucketAddress(settings).href.replace(/\/$/, '')}/${key}`)
}

export function bucketAddress({ endpoint, region, bucket }: S3Settings): URL {
  const base = (endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, '')
  // Amazon's certificate covers no bucket name with dots, so a name with dots stays in the path.
  const isPath = endpoint !== undefined || bucket.includes('.')
  return new URL(isPath ? `${base}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`)
}

function clientOf({ region, ...names }: S3Settings, { secrets }: TransportPorts): Result<AwsClient, AttemptResult> {
  const keys = secretValues([names.accessKeyId, names.secretAccessKey], secrets)
  if (!keys.ok) return keys
  const [accessKeyId = '', secretAccessKey = ''] = keys.value
  if (!/^[\x21-\x7e]+$/.test(accessKeyId)) return err(unsignable(names.accessKeyId))
  return ok(new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 }))
}

/**
 * The key id is sent in a header. With an invalid header value the request could not be made, as if the document may
 * have been sent.
 */
const unsignable = (name: string): AttemptResult => ({
  ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' },
  note: nothingSent('store-key-unfit', { name }),
})

/** The store writes an object completely or not at all, and a repeat writes the same bytes. */
async function put(
  { document }: OutgoingDocument,
  url: URL,
  settings: S3Settings,
  ports: TransportPorts,
): Promise<AttemptResult> {
  const { wire, signal } = ports
  const client = clientOf(settings, ports)
  if (!client.ok) return client.error
  const signed = await client.value.sign(url.href, {
    method: 'PUT',
    body: document.bytes,
    // The digest is signed, so the store refuses bytes that changed in transit. Computed here, because the document's
    // own digest covers the stored form, in which a secret is a placeholder.
    headers: { 'content-type': document.mediaType, 'x-amz-content-sha256': await sha256(document.bytes) },
  })
  try {
    const response = await wire.fetch(new Request(signed, { redirect: 'manual', signal }))
    return readS3Answer(
      response.status,
      response.ok ? await discardBody(response) : await readErrorText(response),
      settings.bucket,
    )
  } catch {
    const note = signal.aborted
      ? findingNote('no-answer', { seconds: String(settings.timeoutSeconds) })
      : findingNote('dropped-after-start')
    return { outcome: 'uncertain', phase: 'write', note }
  }
}
