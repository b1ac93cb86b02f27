import { Integer, Null, OctetString, Sequence, Set as SetOf } from 'asn1js'
import {
  AlgorithmIdentifier,
  type Certificate,
  ContentInfo,
  EncryptedContentInfo,
  EnvelopedData,
  IssuerAndSerialNumber,
  KeyTransRecipientInfo,
  RecipientInfo,
  RSAPublicKey,
} from 'pkijs'
import type { Encryption } from '../../ports.ts'
import type { Derive } from './derived-bytes.ts'
import { pemText } from './pem.ts'

const DATA = '1.2.840.113549.1.7.1'
const ENVELOPED_DATA = '1.2.840.113549.1.7.3'
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'

const AUTH_ENVELOPED_DATA = '1.2.840.113549.1.9.16.1.23'

const CBC_CIPHERS = {
  'aes256-cbc': { oid: '2.16.840.1.101.3.4.1.42', name: 'aes-256-cbc', keyBytes: 32, ivBytes: 16 },
  'aes128-cbc': { oid: '2.16.840.1.101.3.4.1.2', name: 'aes-128-cbc', keyBytes: 16, ivBytes: 16 },
  '3des': { oid: '1.2.840.113549.3.7', name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8 },
} as const
/** RFC 5084: one changed byte makes the whole content unreadable. */
const AES256_GCM = { oid: '2.16.840.1.101.3.4.1.46', keyBytes: 32, ivBytes: 12, tagBytes: 16 } as const

export type ContentCipher = keyof typeof CBC_CIPHERS | 'aes256-gcm'

/** Value of `smime-type` for this cipher (RFC 8551 §3.2.2). */
export const smimeType = (cipher: ContentCipher): string =>
  cipher === 'aes256-gcm' ? 'authEnveloped-data' : 'enveloped-data'

/** Encrypts for one recipient (RFC 5652 §6, RFC 5083). RSA uses PKCS #1 v1.5 padding, which every AS2 system reads. */
export async function envelop(
  bytes: Uint8Array<ArrayBuffer>,
  recipient: Certificate,
  cipher: ContentCipher,
  derive: Derive,
  ciphers: Encryption,
): Promise<Uint8Array<ArrayBuffer>> {
  const { keyBytes, ivBytes } = cipher === 'aes256-gcm' ? AES256_GCM : CBC_CIPHERS[cipher]
  const { issuer, serialNumber, subjectPublicKeyInfo } = recipient
  const id = new IssuerAndSerialNumber({ issuer, serialNumber })
  const forWhom = `${cipher} ${id.toSchema().toString('hex')}`
  const key = await derive(`key ${forWhom}`, keyBytes)
  const iv = await derive(`iv ${forWhom}`, ivBytes)
  const block = await padded(key, modulusBytes(recipient), (length) => derive(`padding ${forWhom}`, length))
  const publicKey = pemText(new Uint8Array(subjectPublicKeyInfo.toSchema().toBER(false)), 'PUBLIC KEY')
  const addressed = new RecipientInfo({
    variant: 1,
    value: new KeyTransRecipientInfo({
      version: 0,
      rid: id,
      keyEncryptionAlgorithm: new AlgorithmIdentifier({ algorithmId: RSA_ENCRYPTION, algorithmParams: new Null() }),
      encryptedKey: new OctetString({ valueHex: ciphers.rsa(publicKey, block) }),
    }),
  })
  if (cipher === 'aes256-gcm') return authEnveloped(addressed, await encryptGcm(bytes, key, iv))
  const { oid, name } = CBC_CIPHERS[cipher]
  const enveloped = new EnvelopedData({
    version: 0,
    recipientInfos: [addressed],
    encryptedContentInfo: contentInfo(oid, new OctetString({ valueHex: iv }), ciphers.encrypt(name, key, iv, bytes)),
  })
  return contentOf(ENVELOPED_DATA, enveloped.toSchema())
}

const contentInfo = (oid: string, algorithmParams: OctetString | Sequence, content: Uint8Array<ArrayBuffer>) =>
  new EncryptedContentInfo({
    contentType: DATA,
    contentEncryptionAlgorithm: new AlgorithmIdentifier({ algorithmId: oid, algorithmParams }),
    encryptedContent: new OctetString({ valueHex: content }),
    disableSplit: true,
  })

const contentOf = (contentType: string, content: Sequence): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new ContentInfo({ contentType, content }).toSchema().toBER(false))

interface GcmOutput {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly content: Uint8Array<ArrayBuffer>
  readonly tag: Uint8Array<ArrayBuffer>
}

/** Each content has a new key, so a nonce is never used twice with the same key. */
async function encryptGcm(
  bytes: Uint8Array<ArrayBuffer>,
  raw: Uint8Array<ArrayBuffer>,
  iv: Uint8Array<ArrayBuffer>,
): Promise<GcmOutput> {
  const { tagBytes } = AES256_GCM
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const whole = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, tagLength: tagBytes * 8 }, key, bytes),
  )
  return { iv, content: whole.slice(0, -tagBytes), tag: whole.slice(-tagBytes) }
}

/** AuthEnvelopedData ::= { version, recipientInfos, authEncryptedContentInfo, mac } (RFC 5083 §2.1), without attributes. */
function authEnveloped(addressed: RecipientInfo, { iv, content, tag }: GcmOutput): Uint8Array<ArrayBuffer> {
  const parameters = new Sequence({
    value: [new OctetString({ valueHex: iv }), new Integer({ value: AES256_GCM.tagBytes })],
  })
  return contentOf(
    AUTH_ENVELOPED_DATA,
    new Sequence({
      value: [
        new Integer({ value: 0 }),
        new SetOf({ value: [addressed.toSchema()] }),
        contentInfo(AES256_GCM.oid, parameters, content).toSchema(),
        new OctetString({ valueHex: tag }),
      ],
    }),
  )
}

function modulusBytes({ subjectPublicKeyInfo: { parsedKey } }: Certificate): number {
  if (!(parsedKey instanceof RSAPublicKey)) throw new Error('Only RSA keys were let in.')
  const [sign, ...rest] = parsedKey.modulus.valueBlock.valueHexView
  return sign === 0 ? rest.length : rest.length + 1
}

/** RFC 8017 §7.2.1: no padding byte may be zero. */
async function padded(
  key: Uint8Array,
  length: number,
  derive: (length: number) => Promise<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const filling = length - key.byteLength - 3
  // Twice the bytes always contain enough bytes that are not zero.
  const nonZero = (await derive(filling * 2)).filter((byte) => byte !== 0)
  return Uint8Array.of(0, 2, ...nonZero.subarray(0, filling), 0, ...key)
}
