import type { AttemptResult } from '../model/attempt-result.ts'
import { findingNote } from '../model/finding.ts'
import { VERSION } from '../version.ts'
import { readBounded } from '../web/bounded-body.ts'
import { receiptsOf } from './as2/evidence.ts'
import { namesIn, readKeys } from './as2/keys.ts'
import { readMdn } from './as2/mdn.ts'
import { judgeMdn, stripBrackets, unproven } from './as2/mdn-verdict.ts'
import { type As2Message, HASHES, MICALGS, wrap } from './as2/message.ts'
import { messageIdOf } from './as2/message-id.ts'
import { micsOf } from './as2/mic.ts'
import { type As2Settings, as2Settings, quoted } from './as2/settings.ts'
import { certificateEnd } from './cms/certificate-end.ts'
import { readAnswer, UNREAD } from './http/answer.ts'
import { probeReceiver } from './http/probe.ts'
import { mediaTypeOf, messageFrom } from './mime/mime-entity.ts'
import type { OutgoingDocument, Transport, TransportPorts } from './transport.ts'

/** Upper limit for a notification in bytes; real notifications have a few kilobytes. */
const NOTIFICATION_BYTES = 262_144

/**
 * A signed, usually encrypted message to the partner's AS2 system. The partner's signed notification proves the
 * receipt.
 */
export const as2: Transport<As2Settings> = {
  kind: 'as2',
  settings: as2Settings,
  example: {
    url: 'https://as2.supplier.example/inbox',
    ...{ from: 'ORDERBRIDGE', to: 'SUPPLIER' },
    ...{ ownCertificate: 'AS2_CERTIFICATE', ownKey: 'AS2_KEY', partnerCertificates: ['SUPPLIER_AS2_CERTIFICATE'] },
  },
  secrets: ({ ownCertificate, ownKey, partnerCertificates }) => [
    ...namesIn(ownCertificate),
    ...namesIn(ownKey),
    ...partnerCertificates,
  ],
  certificateEnd,
  rotatedSecrets: ({ ownCertificate, partnerCertificates }) => [namesIn(ownCertificate), partnerCertificates],
  address: ({ url, to }) => JSON.stringify([url, to]),
  protection: ({ url, encrypt }) => (encrypt !== 'none' || /^https:/i.test(url) ? 'end-to-end' : 'none'),
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver(outgoing, settings, ports) {
    const keys = await readKeys(settings, HASHES[settings.sign], ports.secrets, ports.clock.now())
    if (!keys.ok) return { outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings', note: keys.error }
    const address = settings.mdn === 'async' ? addressFor(outgoing, ports) : null
    if (settings.mdn === 'async' && address === null) return NO_ADDRESS
    const message = await wrap(outgoing, settings, keys.value, ports)
    const mics = await micsOf(message.part)
    const closed = outgoing.needsProbe ? await probeReceiver(settings.url, ports) : null
    if (closed) return closed
    const id = await messageIdOf(outgoing, keys.value, ports.transportStore)
    // Record the message before sending: the notification may arrive before the HTTP response.
    if (address !== null) ports.transportStore.expect(stripBrackets(id), mics)
    const answer = await send({ ...message, id }, outgoing, settings, address, ports)
    if ('outcome' in answer) return answer
    const mdn = await readMdn(messageFrom(answer.headers, answer.body), keys.value)
    const evidence = await receiptsOf(answer.headers, answer.body)
    if (!mdn.ok) return { ...unproven(findingNote('mdn-unread', { problem: mdn.error })), evidence }
    return { ...judgeMdn(mdn.value, { id, mics, mayHaveArrived: outgoing.mayHaveArrived }), evidence }
  },
}

const NO_ADDRESS: AttemptResult = {
  ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' },
  note: findingNote('no-public-url'),
}
const HANDED_OVER: AttemptResult = {
  outcome: 'sent',
  note: findingNote('mdn-due'),
}

/** Address to which the partner posts the asynchronous notification. */
const addressFor = ({ supplier }: OutgoingDocument, { publicUrl }: TransportPorts): string | null =>
  publicUrl === undefined ? null : `${publicUrl}/as2/${supplier}`

const contentTypeOf = (headers: Headers): string => headers.get('content-type') ?? ''

/** Partners may answer with the notification at once, although the message asks for a later notification. */
const isNotification = (headers: Headers): boolean =>
  /^multipart\/(signed|report)$/.test(mediaTypeOf(contentTypeOf(headers)))

interface NamedMessage extends As2Message {
  readonly id: string
}

interface Answer {
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
}

/** Returns the partner's HTTP response, or the result of an attempt without a notification. */
async function send(
  message: NamedMessage,
  outgoing: OutgoingDocument,
  settings: As2Settings,
  address: string | null,
  { wire, signal, clock }: TransportPorts,
): Promise<Answer | AttemptResult> {
  const headers = headersOf(message, outgoing, settings, address)
  const request = new Request(settings.url, {
    ...{ method: 'POST', body: message.body, headers, redirect: 'manual', signal },
  })
  try {
    const { status, ok, headers: answered, body } = await wire.fetch(request)
    if (!ok || settings.mdn === 'none' || (address !== null && !isNotification(answered))) {
      await body?.cancel().catch(() => {})
      return ok && address !== null ? HANDED_OVER : readAnswer(status, answered, UNREAD, undefined, clock.now())
    }
    const read = await readBounded(body, NOTIFICATION_BYTES)
    return read ? { headers: answered, body: read } : unproven(findingNote('mdn-too-long'))
  } catch {
    const note = signal.aborted
      ? findingNote('no-answer', { seconds: String(settings.timeoutSeconds) })
      : findingNote('dropped-after-start')
    return { outcome: 'uncertain', phase: 'write', note }
  }
}

/**
 * RFC 4130 §6. Version 1.1 announces that we read compression (RFC 5402 §2). Disposition-Notification-To is mandatory,
 * but no product reads its value.
 */
const headersOf = (
  { contentType, id }: NamedMessage,
  outgoing: OutgoingDocument,
  { from, to, sign, mdn }: As2Settings,
  address: string | null,
) => ({
  'as2-version': '1.1',
  'as2-from': quoted(from),
  'as2-to': quoted(to),
  'message-id': id,
  'mime-version': '1.0',
  subject: outgoing.document.fileName,
  'content-type': contentType,
  'user-agent': `Orderbridge/${VERSION}`,
  ...(mdn === 'none'
    ? {}
    : {
        'disposition-notification-to': quoted(from),
        'disposition-notification-options': `signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, ${MICALGS[sign]}`,
        ...(address === null ? {} : { 'receipt-delivery-option': address }),
      }),
})
