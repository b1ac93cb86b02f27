import { base64, fromBase64 } from '../text/base64.ts'
import { utf8 } from '../text/utf8.ts'

/**
 * The credentials that encrypt a token. A token is stored for a week, and the storage alone does not reveal the
 * token.
 */

export interface TokenKey {
  readonly clientId: string
  readonly clientSecret: string
}

const IV_BYTES = 12

/** AES-256-GCM with a random IV in front, in base64. The key derives from the client secret (HKDF, SHA-256). */
export async function encryptToken(token: string, key: TokenKey): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const encrypted = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(key), utf8(token)))
  return base64(new Uint8Array([...iv, ...encrypted]))
}

/** Null for a token from other credentials, or for damaged text. */
export async function decryptToken(encrypted: string, key: TokenKey): Promise<string | null> {
  const bytes = fromBase64(encrypted)
  if (!bytes) return null
  try {
    const [iv, rest] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES)]
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyOf(key), rest))
  } catch {
    return null
  }
}

async function keyOf({ clientId, clientSecret }: TokenKey): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', utf8(clientSecret), 'HKDF', false, ['deriveKey'])
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: utf8(clientId),
    info: utf8('orderbridge: token of the order API'),
  }
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
