import { utf8 } from '../text/utf8.ts'

/** Standard Webhooks 1.0.0, "Webhook scheme": headers that show the sender and mark a repeat. */
interface SignedHeaders extends Readonly<Record<string, string>> {
  readonly 'webhook-id': string
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string
  /** `v1,` and HMAC-SHA256 in Base64 over `id.timestamp.body`. */
  readonly 'webhook-signature': string
}

/** A shorter secret could be guessed. */
const LEAST_BYTES = 16

/** Returns null if the secret is too short, or has the prefix `whsec_` without valid Base64. */
export async function signWebhook(
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
  secret: string,
): Promise<SignedHeaders | null> {
  const bytes = secretBytes(secret)
  if (!bytes || bytes.byteLength < LEAST_BYTES) return null
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, utf8(`${id}.${seconds}.${body}`))
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`,
  }
}

/** `whsec_` and Base64, as the specification says; any other text is the key itself. */
function secretBytes(secret: string): Uint8Array<ArrayBuffer> | null {
  if (!secret.startsWith('whsec_')) return utf8(secret)
  try {
    return Uint8Array.from(atob(secret.slice('whsec_'.length)), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}
