import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import type { Decryption } from '../../ports.ts'
import { decompressed } from '../cms/compress.ts'
import { openEnvelope } from '../cms/open.ts'
import { verifySignature } from '../cms/verify.ts'
import { contentOf, entityFrom, type MimeEntity, mediaTypeOf, parameterOf, partsOf } from '../mime/mime-entity.ts'
import type { As2Keys } from './keys.ts'

/** Content that a partner signed, without encryption and compression. */
export interface DecodedMessage {
  /** Neither compressed nor encrypted. */
  readonly content: MimeEntity
  /** Exact bytes over which the sender computes the MIC. */
  readonly signedPart: Uint8Array<ArrayBuffer>
  /** Spelled as the sender spells the algorithm; null if the signature names no algorithm. */
  readonly micAlgorithm: string | null
}

/** Upper limit for a message at every stage of decoding. */
export const AS2_BYTES = 2_097_152
/** Encrypted, compressed, signed, compressed: no sender uses more layers. */
const MOST_WRAPPINGS = 4

/**
 * Removes encryption, signature and compression in any order (RFC 4130 §2.4.2, RFC 5402 §3). The error is a phrase
 * without a subject. Never throws: an attacker who could tell an internal error from a refusal could decrypt with our
 * key.
 */
export async function openMessage(
  message: MimeEntity,
  keys: As2Keys,
  deciphers: Decryption,
): Promise<Result<DecodedMessage, string>> {
  try {
    return await unwrapped(message, keys, deciphers)
  } catch {
    return err(findingNote('as2-broken'))
  }
}

async function unwrapped(
  message: MimeEntity,
  keys: As2Keys,
  deciphers: Decryption,
): Promise<Result<DecodedMessage, string>> {
  let entity = message
  let signed: Omit<DecodedMessage, 'content'> | null = null
  let isForUs = false
  for (let wrappings = 0; wrappings <= MOST_WRAPPINGS; wrappings++) {
    const contentType = entity.headers.get('content-type') ?? ''
    const wrapping = wrappingOf(contentType)
    if (wrapping === 'none') return signed ? ok({ content: entity, ...signed }) : err(findingNote('mdn-unsigned'))
    if (wrapping === 'signed') {
      if (signed) return err(findingNote('as2-signed-twice'))
      const part = await signedPart(entity, keys)
      if (!part.ok) return part
      signed = { signedPart: part.value, micAlgorithm: parameterOf(contentType, 'micalg') }
      entity = entityFrom(part.value)
      continue
    }
    const der = contentOf(entity)
    if (!der) return err(findingNote('as2-encoding'))
    if (wrapping === 'compressed' && !signed && !isForUs && !claimsSignature(der, deciphers))
      return err(findingNote('as2-unsigned-compressed'))
    const inside =
      wrapping === 'encrypted' ? await openEnvelope(der, keys.own, deciphers) : decompressed(der, AS2_BYTES, deciphers)
    if (!inside) return err(UNOPENED[wrapping])
    isForUs ||= wrapping === 'encrypted'
    entity = entityFrom(inside)
  }
  return err(findingNote('as2-wrapped'))
}

/** Inflates only the beginning, so that an unsigned message cannot make the gateway inflate the rest. */
function claimsSignature(der: Uint8Array<ArrayBuffer>, deciphers: Decryption): boolean {
  const beginning = decompressed(der, AS2_BYTES, deciphers, 'beginning')
  return beginning !== null && wrappingOf(entityFrom(beginning).headers.get('content-type') ?? '') !== 'none'
}

const UNOPENED = {
  encrypted: findingNote('as2-undecrypted'),
  compressed: findingNote('as2-undecompressed'),
}

/** Returns the signed part if the signature matches a partner certificate. */
export async function signedPart(
  { headers, body }: MimeEntity,
  { partner, weakest }: Pick<As2Keys, 'partner' | 'weakest'>,
): Promise<Result<Uint8Array<ArrayBuffer>, string>> {
  const contentType = headers.get('content-type') ?? ''
  if (mediaTypeOf(contentType) !== 'multipart/signed') return err(findingNote('mdn-unsigned'))
  const [part, last] = partsOf(body, parameterOf(contentType, 'boundary') ?? '')
  const signature = last && contentOf(entityFrom(last))
  if (!part || !signature) return err(findingNote('as2-broken'))
  const verdicts = await Promise.all(
    partner.map((certificate) => verifySignature(signature, part, certificate, weakest)),
  )
  if (verdicts.includes('good')) return ok(part)
  return err(verdicts.includes('weak') ? findingNote('as2-sha1') : findingNote('as2-foreign-signature'))
}

type Wrapping = 'none' | 'signed' | 'encrypted' | 'compressed'

function wrappingOf(contentType: string): Wrapping {
  const mediaType = mediaTypeOf(contentType)
  if (mediaType === 'multipart/signed') return 'signed'
  if (!/^application\/(x-)?pkcs7-mime$/.test(mediaType)) return 'none'
  const kind = parameterOf(contentType, 'smime-type')?.toLowerCase()
  return kind === 'compressed-data' ? 'compressed' : 'encrypted'
}
