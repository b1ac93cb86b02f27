import { OctetString } from 'asn1js'
import { EnvelopedData, IssuerAndSerialNumber, KeyTransRecipientInfo, type RecipientInfo } from 'pkijs'
import type { Decryption } from '../../ports.ts'
import { base64 } from '../../text/base64.ts'
import type { OwnPair } from '../as2/keys.ts'
import { AUTH_ENVELOPED_DATA, authEnvelopedFrom, type EncryptedContent } from './auth-envelope.ts'
import { contentInfoIn } from './content.ts'
import { derivedFrom } from './derived-bytes.ts'
import { pemText } from './pem.ts'

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
/** Upper limit for recipients: one for each certificate of ours that the sender knows. */
const MOST_RECIPIENTS = 10

const CONTENT_CIPHERS = new Map([
  ['2.16.840.1.101.3.4.1.42', { name: 'aes-256-cbc', keyBytes: 32 }],
  ['2.16.840.1.101.3.4.1.22', { name: 'aes-192-cbc', keyBytes: 24 }],
  ['2.16.840.1.101.3.4.1.2', { name: 'aes-128-cbc', keyBytes: 16 }],
  ['1.2.840.113549.3.7', { name: 'des-ede3-cbc', keyBytes: 24 }],
] as const)

/**
 * Decrypts content for one of our certificates (RFC 5652 §6, RFC 5083). Null for every other content and for every
 * error.
 */
export async function openEnvelope(
  der: Uint8Array<ArrayBuffer>,
  own: readonly OwnPair[],
  deciphers: Decryption,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const { contentType, content } = contentInfoIn(der)
    const encrypted =
      contentType === AUTH_ENVELOPED_DATA ? authEnvelopedFrom(content) : envelopedFrom(content, deciphers)
    for (const recipient of encrypted?.recipients.slice(0, MOST_RECIPIENTS) ?? []) {
      const found = addressed(recipient, own)
      if (!found || !encrypted) continue
      const key = await unwrapped(found.encryptedKey, encrypted.keyBytes, found.pair, deciphers)
      return await encrypted.open(key)
    }
  } catch {
    // Ignore every error without a trace: see `unwrapped`.
  }
  return null
}

function envelopedFrom(content: unknown, deciphers: Decryption): EncryptedContent | null {
  const { encryptedContentInfo, recipientInfos } = new EnvelopedData({ schema: content })
  const { contentEncryptionAlgorithm, encryptedContent } = encryptedContentInfo
  const cipher = CONTENT_CIPHERS.get(contentEncryptionAlgorithm.algorithmId as never)
  const iv = contentEncryptionAlgorithm.algorithmParams
  if (!cipher || !encryptedContent || !(iv instanceof OctetString)) return null
  const bytes = new Uint8Array(encryptedContentInfo.getEncryptedContent())
  return {
    recipients: recipientInfos,
    keyBytes: cipher.keyBytes,
    open: async (key) => deciphers.decrypt(cipher.name, key, new Uint8Array(iv.getValue()), bytes),
  }
}

function addressed({ value }: RecipientInfo, own: readonly OwnPair[]) {
  if (!(value instanceof KeyTransRecipientInfo)) return null
  if (value.keyEncryptionAlgorithm.algorithmId !== RSA_ENCRYPTION) return null
  const pair = own.find(({ certificate }) => {
    const { rid } = value
    if (rid instanceof IssuerAndSerialNumber)
      return rid.issuer.isEqual(certificate.issuer) && rid.serialNumber.isEqual(certificate.serialNumber)
    return rid instanceof OctetString && base64(new Uint8Array(rid.getValue())) === subjectKeyId(certificate)
  })
  return pair ? { pair, encryptedKey: new Uint8Array(value.encryptedKey.getValue()) } : null
}

const SUBJECT_KEY_ID = '2.5.29.14'

function subjectKeyId({ extensions = [] }: OwnPair['certificate']): string | null {
  const parsed: unknown = extensions.find(({ extnID }) => extnID === SUBJECT_KEY_ID)?.parsedValue
  return parsed instanceof OctetString ? base64(new Uint8Array(parsed.getValue())) : null
}

/**
 * The content key (RFC 8017 §7.2.2). Wrong padding gives a random key that opens no content. An attacker who could
 * detect wrong padding could decrypt our messages or sign in our name (RFC 3218 §2.3.2).
 */
async function unwrapped(
  encryptedKey: Uint8Array<ArrayBuffer>,
  keyBytes: number,
  { privateKey }: OwnPair,
  deciphers: Decryption,
): Promise<Uint8Array<ArrayBuffer>> {
  const derive = await derivedFrom(privateKey, encryptedKey)
  const substitute = await derive('no key', keyBytes)
  const block = deciphers.rsa(pemText(privateKey, 'PRIVATE KEY'), encryptedKey)
  const keyAt = block.byteLength - keyBytes
  let flaws = (block[0] ?? 1) | ((block[1] ?? 0) ^ 2) | (block[keyAt - 1] ?? 1)
  for (let at = 2; at < keyAt - 1; at++) flaws |= block[at] === 0 ? 1 : 0
  const mask = flaws === 0 ? 0xff : 0
  return substitute.map((byte, at) => ((block[keyAt + at] ?? 0) & mask) | (byte & ~mask))
}
