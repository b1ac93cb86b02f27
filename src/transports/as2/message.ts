import { sha256 } from '../../model/order/identity.ts'
import type { TransportStore } from '../../model/transport-store.ts'
import { base64Lines } from '../../text/base64.ts'
import { concatBytes } from '../../text/concat-bytes.ts'
import { utf8 } from '../../text/utf8.ts'
import { compressed } from '../cms/compress.ts'
import { derivedFrom } from '../cms/derived-bytes.ts'
import { type ContentCipher, envelop, smimeType } from '../cms/envelope.ts'
import { type Hash, signDetached } from '../cms/sign.ts'
import type { OutgoingDocument, TransportPorts } from '../transport.ts'
import type { As2Keys } from './keys.ts'

export interface Wrapping {
  readonly sign: 'sha1' | 'sha256'
  readonly encrypt: ContentCipher | 'none'
  readonly compress: boolean
}

export interface As2Message {
  readonly contentType: string
  readonly body: Uint8Array<ArrayBuffer>
  /**
   * Bytes that are signed, and over which the receiver computes the MIC, compressed or not (RFC 4130 §7.3.1, RFC 5402
   * §4.1).
   */
  readonly part: Uint8Array<ArrayBuffer>
}

export const HASHES: Readonly<Record<Wrapping['sign'], Hash>> = { sha1: 'SHA-1', sha256: 'SHA-256' }
/** Spelled as in RFC 5751 §3.4.3.2, which the products read. RFC 3851 wrote `sha256`. */
export const MICALGS: Readonly<Record<Wrapping['sign'], string>> = { sha1: 'sha1', sha256: 'sha-256' }

/** Returns the same bytes at every attempt: no byte depends on a clock or on random numbers. */
export async function wrap(
  outgoing: OutgoingDocument,
  { sign, encrypt, compress }: Wrapping,
  keys: As2Keys,
  { ciphers, transportStore }: Pick<TransportPorts, 'ciphers' | 'transportStore'>,
): Promise<As2Message> {
  const part = compress
    ? await compressedPart(documentPart(outgoing, 'binary'), transportStore)
    : documentPart(outgoing, 'base64')
  const signature = await signDetached(part, keys.signer.certificate, keys.signer.signingKey, HASHES[sign])
  const boundary = `orderbridge-${outgoing.key}`
  const contentType = `multipart/signed; protocol="application/pkcs7-signature"; micalg=${MICALGS[sign]}; boundary="${boundary}"`
  const signed = concatBytes(
    utf8(`--${boundary}\r\n`),
    part,
    utf8(`\r\n--${boundary}\r\n${SIGNATURE_HEADERS}\r\n${base64Lines(signature, 76, '\r\n')}\r\n--${boundary}--\r\n`),
  )
  if (encrypt === 'none') return { contentType, body: signed, part }
  const whole = concatBytes(utf8(`Content-Type: ${contentType}\r\n\r\n`), signed)
  const derive = await derivedFrom(keys.signer.privateKey, whole)
  const body = await envelop(whole, keys.recipient, encrypt, derive, ciphers)
  return { contentType: `application/pkcs7-mime; smime-type=${smimeType(encrypt)}; name="smime.p7m"`, body, part }
}

const COMPRESSED_HEADERS = [
  'Content-Type: application/pkcs7-mime; smime-type=compressed-data; name="smime.p7z"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="smime.p7z"',
  '',
].join('\r\n')
const SIGNATURE_HEADERS = [
  'Content-Type: application/pkcs7-signature; name="smime.p7s"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="smime.p7s"',
  '',
].join('\r\n')

/**
 * Base64 for a signed part, because some receivers normalise line breaks before verification and would change other
 * bytes. Binary for a compressed part, because base64 compresses badly.
 */
function documentPart(
  { document: { bytes, mediaType, fileName } }: OutgoingDocument,
  encoding: 'base64' | 'binary',
): Uint8Array<ArrayBuffer> {
  const headers = [
    `Content-Type: ${mediaType}`,
    `Content-Transfer-Encoding: ${encoding}`,
    `Content-Disposition: attachment; filename="${fileName}"`,
  ]
  const body = encoding === 'base64' ? utf8(base64Lines(bytes, 76, '\r\n')) : bytes
  return concatBytes(utf8(`${headers.join('\r\n')}\r\n\r\n`), body)
}

/**
 * Compresses before signing (RFC 5402 §3). Stores the bytes before sending, because another machine may compress to
 * other bytes at the next attempt.
 */
async function compressedPart(
  part: Uint8Array<ArrayBuffer>,
  transportStore: TransportStore,
): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await sha256(part)
  const kept = transportStore.get('compressed', digest)
  const small = kept ?? (await compressed(part))
  if (!kept) transportStore.put('compressed', digest, small)
  return utf8(`${COMPRESSED_HEADERS}\r\n${base64Lines(small, 76, '\r\n')}`)
}
