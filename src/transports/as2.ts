import * as z from 'zod/mini'
import { readBounded } from '../bounded-body.ts'
import type { Receipt } from '../receipt.ts'
import { VERSION } from '../version.ts'
import { type KeyNames, readKeys } from './as2-keys.ts'
import { readMdn } from './as2-mdn.ts'
import { type As2Message, HASHES, MICALGS, messageId, type Wrapping, wrap } from './as2-message.ts'
import { judge, unproven } from './as2-verdict.ts'
import { readAnswer } from './http-answer.ts'
import { closedDoor } from './http-door.ts'
import type { Means, Parcel, Transport, TransportSettings } from './transport.ts'

export interface As2Settings extends TransportSettings, KeyNames, Wrapping {
  readonly kind: 'as2'
  readonly url: string
  /** AS2 names, as agreed: ours and the partner's. */
  readonly from: string
  readonly to: string
  readonly mdn: 'none' | 'sync'
  readonly timeoutSeconds: number
}

const secretName = z.string().check(z.regex(/^[A-Z][A-Z0-9_]*$/))
/** RFC 4130 §6.2, without the two characters that would have to be escaped. */
const as2Name = z
  .string()
  .check(z.regex(/^(?! )[\x20-\x7e]{1,128}(?<! )$/), z.regex(/^[^"\\]*$/, 'must hold neither " nor \\.'))
const NO_ASYNC = "must be 'sync' or 'none': asynchronous MDNs are not built yet."
/** A notification is a few kilobytes. */
const ANSWER_BYTES = 262_144

/** A signed, and usually encrypted, message to the partner's AS2 system, whose signed answer proves what arrived. */
export const as2: Transport<As2Settings> = {
  kind: 'as2',
  settings: z.strictObject({
    kind: z.literal('as2'),
    url: z.url({ protocol: /^https?$/ }),
    from: as2Name,
    to: as2Name,
    ownCertificate: secretName,
    ownKey: secretName,
    partnerCertificates: z.array(secretName).check(z.minLength(1)),
    sign: z._default(z.enum(['sha256', 'sha1']), 'sha256'),
    encrypt: z._default(z.enum(['aes256-cbc', 'aes128-cbc', '3des', 'none']), 'aes256-cbc'),
    compress: z._default(z.boolean(), false),
    mdn: z._default(
      z.enum(['none', 'sync'], { error: ({ input }) => (input === 'async' ? NO_ASYNC : undefined) }),
      'sync',
    ),
    timeoutSeconds: z._default(z.number().check(z.positive(), z.lte(60)), 30),
  }),
  secrets: ({ ownCertificate, ownKey, partnerCertificates }) => [ownCertificate, ownKey, ...partnerCertificates],
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver(parcel, settings, means) {
    const keys = await readKeys(settings, HASHES[settings.sign], means.secrets)
    if (!keys.ok) return { outcome: 'refused', reached: 'no', routeWide: true, note: keys.error }
    const message = await wrap(parcel, settings, keys.value, means)
    const closed = parcel.doubtful ? await closedDoor(settings.url, means) : null
    if (closed) return closed
    const answer = await send(message, parcel, settings, means)
    if ('outcome' in answer) return answer
    const mdn = await readMdn(answer.contentType, answer.body, keys.value.partner)
    if (!mdn.ok) return unproven(mdn.error)
    return judge(mdn.value, { id: messageId(parcel), part: message.part, mayHaveArrived: parcel.mayHaveArrived })
  },
}

interface Answer {
  readonly contentType: string
  readonly body: Uint8Array<ArrayBuffer>
}

/** What the partner answered; or how the try ended, where there is no notification to read. */
async function send(
  message: As2Message,
  parcel: Parcel,
  settings: As2Settings,
  { wire, signal }: Means,
): Promise<Answer | Receipt> {
  const headers = headersOf(message, parcel, settings)
  const request = new Request(settings.url, {
    ...{ method: 'POST', body: message.body, headers, redirect: 'manual', signal },
  })
  try {
    const { status, ok, headers: answered, body } = await wire.fetch(request)
    if (!ok || settings.mdn === 'none') {
      await body?.cancel().catch(() => {})
      return readAnswer(status, answered, '', undefined, Date.now())
    }
    const read = await readBounded(body, ANSWER_BYTES)
    if (!read) return unproven('its answer is too long to be a notification')
    return { contentType: answered.get('content-type') ?? '', body: read }
  } catch {
    const note = signal.aborted
      ? `No answer within ${settings.timeoutSeconds} seconds; the document may have arrived.`
      : 'The line dropped after the request began; the document may have arrived.'
    return { outcome: 'uncertain', note }
  }
}

/** RFC 4130 §6. Version 1.1 says that we know compression (RFC 5402 §2); the address for notifications is needed, and used by nobody. */
const headersOf = ({ contentType }: As2Message, parcel: Parcel, { from, to, sign, mdn }: As2Settings) => ({
  'as2-version': '1.1',
  'as2-from': quoted(from),
  'as2-to': quoted(to),
  'message-id': messageId(parcel),
  'mime-version': '1.0',
  subject: parcel.document.fileName,
  'content-type': contentType,
  'user-agent': `Orderbridge/${VERSION}`,
  ...(mdn === 'none'
    ? {}
    : {
        'disposition-notification-to': quoted(from),
        'disposition-notification-options': `signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, ${MICALGS[sign]}`,
      }),
})

const quoted = (name: string): string => (name.includes(' ') ? `"${name}"` : name)
