import { Null, OctetString } from 'asn1js'
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
import type { Ciphers } from '../../ports.ts'
import type { Derive } from './derived-bytes.ts'
import { pemText } from './pem.ts'

const DATA = '1.2.840.113549.1.7.1'
const ENVELOPED_DATA = '1.2.840.113549.1.7.3'
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'

const CONTENT_CIPHERS = {
  'aes256-cbc': { oid: '2.16.840.1.101.3.4.1.42', name: 'aes-256-cbc', keyBytes: 32, ivBytes: 16 },
  'aes128-cbc': { oid: '2.16.840.1.101.3.4.1.2', name: 'aes-128-cbc', keyBytes: 16, ivBytes: 16 },
  '3des': { oid: '1.2.840.113549.3.7', name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8 },
} as const

export type ContentCipher = keyof typeof CONTENT_CIPHERS

/** Encrypted for one recipient (RFC 5652 §6). RSA is padded as PKCS #1 v1.5 has it, which every AS2 system reads. */
export async function envelop(
  bytes: Uint8Array,
  recipient: Certificate,
  cipher: ContentCipher,
  derive: Derive,
  ciphers: Ciphers,
): Promise<Uint8Array<ArrayBuffer>> {
  const { oid, name, keyBytes, ivBytes } = CONTENT_CIPHERS[cipher]
  const { issuer, serialNumber, subjectPublicKeyInfo } = recipient
  const id = new IssuerAndSerialNumber({ issuer, serialNumber })
  const forWhom = `${cipher} ${id.toSchema().toString('hex')}`
  const key = await derive(`key ${forWhom}`, keyBytes)
  const iv = await derive(`iv ${forWhom}`, ivBytes)
  const block = await padded(key, modulusBytes(recipient), (length) => derive(`padding ${forWhom}`, length))
  const publicKey = pemText(new Uint8Array(subjectPublicKeyInfo.toSchema().toBER(false)), 'PUBLIC KEY')
  const enveloped = new EnvelopedData({
    version: 0,
    recipientInfos: [
      new RecipientInfo({
        variant: 1,
        value: new KeyTransRecipientInfo({
          version: 0,
          rid: id,
          keyEncryptionAlgorithm: new AlgorithmIdentifier({ algorithmId: RSA_ENCRYPTION, algorithmParams: new Null() }),
          encryptedKey: new OctetString({ valueHex: ciphers.rsa(publicKey, block) }),
        }),
      }),
    ],
    encryptedContentInfo: new EncryptedContentInfo({
      contentType: DATA,
      contentEncryptionAlgorithm: new AlgorithmIdentifier({
        algorithmId: oid,
        algorithmParams: new OctetString({ valueHex: iv }),
      }),
      encryptedContent: new OctetString({ valueHex: ciphers.encrypt(name, key, iv, bytes) }),
      disableSplit: true,
    }),
  })
  const content = new ContentInfo({ contentType: ENVELOPED_DATA, content: enveloped.toSchema() })
  return new Uint8Array(content.toSchema().toBER(false))
}

function modulusBytes({ subjectPublicKeyInfo: { parsedKey } }: Certificate): number {
  if (!(parsedKey instanceof RSAPublicKey)) throw new Error('Only RSA keys were let in.')
  const [sign, ...rest] = parsedKey.modulus.valueBlock.valueHexView
  return sign === 0 ? rest.length : rest.length + 1
}

/** RFC 8017 §7.2.1: none of the filling may be zero. */
async function padded(
  key: Uint8Array,
  length: number,
  derive: (length: number) => Promise<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const filling = length - key.byteLength - 3
  // Of twice as many bytes enough are not zero.
  const nonZero = (await derive(filling * 2)).filter((byte) => byte !== 0)
  return Uint8Array.of(0, 2, ...nonZero.subarray(0, filling), 0, ...key)
}
