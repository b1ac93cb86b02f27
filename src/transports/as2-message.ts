import type { Ciphers } from '../ports.ts'
import { utf8 } from '../utf8.ts'
import type { As2Keys } from './as2-keys.ts'
import { type ContentCipher, envelop } from './cms-envelope.ts'
import { type Hash, signDetached } from './cms-sign.ts'
import { derivedFrom } from './derived-bytes.ts'
import { base64Lines } from './pem.ts'
import type { Parcel } from './transport.ts'

export interface Wrapping {
  readonly sign: 'sha1' | 'sha256'
  readonly encrypt: ContentCipher | 'none'
}

export interface As2Message {
  readonly contentType: string
  readonly body: Uint8Array<ArrayBuffer>
  /** What is signed, and what the receiver takes its MIC of (RFC 4130 §7.3.1). */
  readonly part: Uint8Array<ArrayBuffer>
}

export const HASHES: Readonly<Record<Wrapping['sign'], Hash>> = { sha1: 'SHA-1', sha256: 'SHA-256' }
/** As RFC 5751 §3.4.3.2 spells them, and the products read them; RFC 3851 wrote `sha256`. */
export const MICALGS: Readonly<Record<Wrapping['sign'], string>> = { sha1: 'sha1', sha256: 'sha-256' }

/** The same for every try of one version, so that the receiver can tell a repeat (RFC 4130 §5.3.3). */
export const messageId = ({ key }: Parcel): string => `<${key}@orderbridge>`

/** The same bytes at every try: nothing in them comes from a clock or from chance. */
export async function wrap(
  parcel: Parcel,
  { sign, encrypt }: Wrapping,
  keys: As2Keys,
  ciphers: Ciphers,
): Promise<As2Message> {
  const part = documentPart(parcel)
  const signature = await signDetached(part, keys.certificate, keys.signingKey, HASHES[sign])
  const boundary = `orderbridge-${parcel.key}`
  const contentType = `multipart/signed; protocol="application/pkcs7-signature"; micalg=${MICALGS[sign]}; boundary="${boundary}"`
  const signed = joined(
    utf8(`--${boundary}\r\n`),
    part,
    utf8(`\r\n--${boundary}\r\n${SIGNATURE_HEADERS}\r\n${base64Lines(signature, 76, '\r\n')}\r\n--${boundary}--\r\n`),
  )
  if (encrypt === 'none') return { contentType, body: signed, part }
  const whole = joined(utf8(`Content-Type: ${contentType}\r\n\r\n`), signed)
  const derive = await derivedFrom(keys.privateKey, whole)
  const body = await envelop(whole, keys.partner[0], encrypt, derive, ciphers)
  return { contentType: ENVELOPED, body, part }
}

const ENVELOPED = 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"'
const SIGNATURE_HEADERS = [
  'Content-Type: application/pkcs7-signature; name="smime.p7s"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="smime.p7s"',
  '',
].join('\r\n')

/** In base64, because receivers that make line breaks alike before they verify would change any other bytes. */
function documentPart({ document: { bytes, mediaType, fileName } }: Parcel): Uint8Array<ArrayBuffer> {
  const headers = [
    `Content-Type: ${mediaType}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${fileName}"`,
  ]
  return utf8(`${headers.join('\r\n')}\r\n\r\n${base64Lines(bytes, 76, '\r\n')}`)
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((size, { byteLength }) => size + byteLength, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
