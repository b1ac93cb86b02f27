import { Integer, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, Certificate } from 'pkijs'
import { base64, base64Lines } from '../../src/text/base64.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { pemText } from '../../src/transports/cms/pem.ts'
import { signDetached } from '../../src/transports/cms/sign.ts'
import { parameterOf, partsOf } from '../../src/transports/mime/mime-entity.ts'

/**
 * A partner's AS2 system for tests without openssl. The fake signs with the gateway's code; test/transports proves with
 * openssl that both sides understand each other.
 */
export interface Identity {
  readonly certificate: Certificate
  readonly signingKey: CryptoKey
  /** PEM, as in the secrets of a route. */
  readonly pem: { readonly certificate: string; readonly key: string }
}

export interface Validity {
  readonly from: Date
  readonly until: Date
}

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const YEARS: Validity = { from: new Date('2026-01-01'), until: new Date('2036-01-01') }
let serial = 0

export async function identity(
  name: string,
  { from, until }: Validity = YEARS,
  modulusLength = 2048,
): Promise<Identity> {
  const publicExponent = Uint8Array.of(1, 0, 1)
  const keys = await crypto.subtle.generateKey({ ...ALGORITHM, modulusLength, publicExponent }, true, [
    'sign',
    'verify',
  ])
  if (!('privateKey' in keys)) throw new Error('No pair.')
  const certificate = new Certificate()
  certificate.serialNumber = new Integer({ value: ++serial })
  certificate.notBefore.value = from
  certificate.notAfter.value = until
  const subject = new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) })
  for (const side of [certificate.issuer, certificate.subject]) side.typesAndValues.push(subject)
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(keys.privateKey, 'SHA-256')
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  if (!(pkcs8 instanceof ArrayBuffer)) throw new Error('No DER.')
  return {
    certificate,
    signingKey: keys.privateKey,
    pem: {
      certificate: pemText(new Uint8Array(certificate.toSchema(true).toBER(false)), 'CERTIFICATE'),
      key: pemText(new Uint8Array(pkcs8), 'PRIVATE KEY'),
    },
  }
}

/** The MIC that a receiver takes of a message that is signed and not encrypted. */
export async function micOf(contentType: string, body: string): Promise<string> {
  const [part] = partsOf(utf8(body), parameterOf(contentType, 'boundary') ?? '')
  if (!part) throw new Error('That is no signed message.')
  return base64(new Uint8Array(await crypto.subtle.digest('SHA-256', part)))
}

export interface Saying {
  readonly messageId: string
  readonly mic?: string | null
  /** The text after `automatic-action/MDN-sent-automatically; `. */
  readonly disposition?: string
  /** Distinguishes notifications with the same content. */
  readonly text?: string
}

export interface Posted {
  readonly contentType: string
  readonly body: string
}

export const report = ({ messageId, mic = null, disposition = 'processed', text = 'It came in.' }: Saying): Posted => {
  const fields = [
    'Reporting-UA: a partner',
    `Original-Message-ID: ${messageId}`,
    `Disposition: automatic-action/MDN-sent-automatically; ${disposition}`,
    ...(mic === null ? [] : [`Received-Content-MIC: ${mic}, sha-256`]),
  ]
  return {
    contentType: 'multipart/report; report-type=disposition-notification; boundary="report"',
    body: `--report\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--report\r\nContent-Type: message/disposition-notification\r\n\r\n${fields.join('\r\n')}\r\n\r\n--report--\r\n`,
  }
}

/** A signed message with the content as one part. */
export async function signed({ contentType, body }: Posted, by: Identity, boundary = 'signed'): Promise<Posted> {
  const part = `Content-Type: ${contentType}\r\n\r\n${body}`
  const signature = await signDetached(utf8(part), by.certificate, by.signingKey, 'SHA-256')
  return {
    contentType: `multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="${boundary}"`,
    body: `--${boundary}\r\n${part}\r\n--${boundary}\r\nContent-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(signature, 76, '\r\n')}\r\n--${boundary}--\r\n`,
  }
}
