import { utf8 } from '../text/utf8.ts'

const HMAC_SHA256 = { name: 'HMAC', hash: 'SHA-256' }

/** The keys of secrets in use. To import a key costs more than to check a signature. */
const keys = new Map<string, CryptoKey>()
const MOST_KEYS = 1_000

async function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret)
  if (known) return known
  const key = await crypto.subtle.importKey('raw', utf8(secret), HMAC_SHA256, false, ['verify'])
  if (keys.size >= MOST_KEYS) keys.clear()
  keys.set(secret, key)
  return key
}

/** Whether `claimed` is the signature of the bytes with the secret. The time shows no position of a difference. */
export const hmacMatches = async (
  secret: string,
  claimed: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array,
): Promise<boolean> =>
  // WebCrypto takes no shared memory, and a body is never in shared memory.
  crypto.subtle.verify('HMAC', await keyOf(secret), claimed, bytes as Uint8Array<ArrayBuffer>)
