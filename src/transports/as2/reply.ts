import { sha256 } from '../../model/order/identity.ts'
import { base64, base64Lines } from '../../text/base64.ts'
import { utf8 } from '../../text/utf8.ts'
import { VERSION } from '../../version.ts'
import { signDetached } from '../cms/sign.ts'
import type { As2Keys } from './keys.ts'
import { DIGESTS } from './mic.ts'
import { quoted } from './settings.ts'

/** Result of a message that a partner sent to us (RFC 4130 §7.5.2). */
export interface Disposition {
  /** The text after `automatic-action/MDN-sent-automatically; `. */
  readonly disposition: string
  /** Text for the partner's staff. */
  readonly text: string
}

/** Receipt that the sender of a message requests. */
export interface ReceiptRequest {
  readonly signed: boolean
  /** Spelled as the sender spells the algorithm. */
  readonly micAlgorithm: string
}

/**
 * Reads Disposition-Notification-Options (RFC 4130 §7.3); null if the sender wants no notification. Ignores
 * Receipt-Delivery-Option: the gateway must not post to an address that a message chooses.
 */
export function readReceiptRequest(headers: Headers, signedWith: string | null): ReceiptRequest | null {
  if (!headers.has('disposition-notification-to')) return null
  const options = headers.get('disposition-notification-options') ?? ''
  const [, listed = ''] = /signed-receipt-micalg\s*=\s*(?:required|optional)\s*,([^;]*)/i.exec(options) ?? []
  const known = [...listed.split(',').map((algorithm) => algorithm.trim()), signedWith ?? ''].find(isKnown)
  return { signed: /signed-receipt-protocol/i.test(options), micAlgorithm: known ?? 'sha-256' }
}

const nameOf = (algorithm: string): string => algorithm.toLowerCase().replaceAll('-', '')
const isKnown = (algorithm: string): boolean => Object.hasOwn(DIGESTS, nameOf(algorithm))

/** Uses SHA-1 only if the sender accepts no newer hash. */
const hashFor = ({ micAlgorithm }: ReceiptRequest): 'SHA-1' | 'SHA-256' =>
  nameOf(micAlgorithm) === 'sha1' ? 'SHA-1' : 'SHA-256'

interface Replied {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Writes the notification. Every request for one message gets the same bytes: no byte depends on a clock or on random
 * numbers.
 */
export async function replyTo(
  message: { readonly id: string; readonly mic: string; readonly from: string; readonly to: string },
  { disposition, text }: Disposition,
  request: ReceiptRequest,
  { signer }: Pick<As2Keys, 'signer'>,
): Promise<Replied> {
  const key = (await sha256(utf8(JSON.stringify([message, disposition])))).slice(0, 32)
  const fields = [
    `Reporting-UA: Orderbridge/${VERSION}`,
    `Original-Recipient: rfc822; ${quoted(message.to)}`,
    `Final-Recipient: rfc822; ${quoted(message.to)}`,
    `Original-Message-ID: ${message.id}`,
    `Disposition: automatic-action/MDN-sent-automatically; ${disposition}`,
    `Received-Content-MIC: ${message.mic}, ${request.micAlgorithm}`,
  ]
  const report = multipart(`report-${key}`, [
    `Content-Type: text/plain; charset=us-ascii\r\n\r\n${text}`,
    `Content-Type: message/disposition-notification\r\n\r\n${fields.join('\r\n')}\r\n`,
  ])
  const type = `multipart/report; report-type=disposition-notification; boundary="report-${key}"`
  const headers = {
    ...{ 'as2-version': '1.1', 'as2-from': quoted(message.to), 'as2-to': quoted(message.from) },
    ...{ 'message-id': `<mdn-${key}@orderbridge>`, 'mime-version': '1.0' },
  }
  if (!request.signed) return { headers: { ...headers, 'content-type': type }, body: report }
  const hash = hashFor(request)
  const part = `Content-Type: ${type}\r\n\r\n${report}`
  const signature = await signDetached(utf8(part), signer.certificate, signer.signingKey, hash)
  const micalg = hash === 'SHA-1' ? 'sha1' : 'sha-256'
  return {
    headers: {
      ...headers,
      'content-type': `multipart/signed; protocol="application/pkcs7-signature"; micalg=${micalg}; boundary="signed-${key}"`,
    },
    body: multipart(`signed-${key}`, [
      part,
      `Content-Type: application/pkcs7-signature; name="smime.p7s"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(signature, 76, '\r\n')}`,
    ]),
  }
}

const multipart = (boundary: string, parts: readonly string[]): string =>
  `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`

/** MIC in the algorithm that the sender requests. */
export async function micOf(part: Uint8Array<ArrayBuffer>, { micAlgorithm }: ReceiptRequest): Promise<string> {
  const name = nameOf(micAlgorithm) as keyof typeof DIGESTS
  return base64(new Uint8Array(await crypto.subtle.digest(DIGESTS[name], part)))
}
