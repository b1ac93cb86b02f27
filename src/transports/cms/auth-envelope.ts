import { Constructed, Integer, OctetString, Sequence, Set as SetOf } from 'asn1js'
import { EncryptedContentInfo, RecipientInfo } from 'pkijs'
import { concatBytes } from '../../text/concat-bytes.ts'

export const AUTH_ENVELOPED_DATA = '1.2.840.113549.1.9.16.1.23'

/**
 * Encrypted content, its recipients, and the function that decrypts with the content key. `open` throws if the key does
 * not fit.
 */
export interface EncryptedContent {
  readonly recipients: readonly RecipientInfo[]
  readonly keyBytes: number
  readonly open: (key: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>
}

/** AES-GCM (RFC 5084): key length in bytes by object identifier. */
const GCM_CIPHERS = new Map([
  ['2.16.840.1.101.3.4.1.46', 32],
  ['2.16.840.1.101.3.4.1.26', 24],
  ['2.16.840.1.101.3.4.1.6', 16],
])
/** RFC 5084 §3.2: an attacker could guess a shorter tag. */
const [LEAST_TAG, MOST_TAG] = [12, 16]

/** AuthEnvelopedData ::= { version, [0] originator, recipientInfos, authEncryptedContentInfo, [1] authAttrs, mac, [2] … } (RFC 5083 §2.1) */
export function authEnvelopedFrom(content: unknown): EncryptedContent | null {
  const all = content instanceof Sequence ? content.valueBlock.value : []
  const recipients = all.find((part) => part instanceof SetOf)
  const encrypted = all.find((part) => part instanceof Sequence)
  const mac = all.find((part) => part instanceof OctetString)
  if (!recipients || !encrypted || !mac) return null
  const info = new EncryptedContentInfo({ schema: encrypted })
  const { algorithmId, algorithmParams } = info.contentEncryptionAlgorithm
  const keyBytes = GCM_CIPHERS.get(algorithmId)
  const [nonce, length] = algorithmParams instanceof Sequence ? algorithmParams.valueBlock.value : []
  const tagBytes = length instanceof Integer ? length.valueBlock.valueDec : LEAST_TAG
  const tag = new Uint8Array(mac.getValue())
  if (keyBytes === undefined || !(nonce instanceof OctetString) || tag.byteLength !== tagBytes) return null
  if (tagBytes < LEAST_TAG || tagBytes > MOST_TAG) return null
  const bytes = concatBytes(new Uint8Array(info.getEncryptedContent()), tag)
  const iv = new Uint8Array(nonce.getValue())
  const additionalData = attributesIn(all)
  return {
    recipients: recipients.valueBlock.value.map((schema) => new RecipientInfo({ schema })),
    keyBytes,
    async open(raw) {
      const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
      const parameters = { name: 'AES-GCM', iv, additionalData, tagLength: tagBytes * 8 }
      return new Uint8Array(await crypto.subtle.decrypt(parameters, key, bytes))
    },
  }
}

const [AUTHENTICATED, SET] = [1, 0x31]

/**
 * The authenticated attributes as the tag covers the attributes: a SET, whatever the tag number in the message (RFC
 * 5083 §2.2).
 */
function attributesIn(all: readonly unknown[]): Uint8Array<ArrayBuffer> {
  const attributes = all.find(
    (part) => part instanceof Constructed && part.idBlock.tagClass === 3 && part.idBlock.tagNumber === AUTHENTICATED,
  )
  if (!(attributes instanceof Constructed)) return new Uint8Array()
  const der = attributes.valueBeforeDecodeView.slice()
  der[0] = SET
  return der
}
