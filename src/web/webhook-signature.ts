import { SECRET_MIN_BYTES } from '../model/secret-length.ts'
import { base64, fromBase64 } from '../text/base64.ts'
import { utf8 } from '../text/utf8.ts'
import { hmac } from './hmac.ts'

/** Standard Webhooks 1.0.0, "Webhook scheme": headers that show the sender and mark a repeat. */
interface SignedHeaders extends Readonly<Record<string, string>> {
  readonly 'webhook-id': string
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string
  /** `v1,` and HMAC-SHA256 in Base64 over `id.timestamp.body`. */
  readonly 'webhook-signature': string
}

/** Returns null if the secret is too short, or has the prefix `whsec_` without valid Base64. */
export async function signWebhook(
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
  secret: string,
): Promise<SignedHeaders | null> {
  const bytes = secretBytes(secret)
  if (!bytes || bytes.byteLength < SECRET_MIN_BYTES) return null
  const mac = await hmac(bytes, utf8(`${id}.${seconds}.${body}`))
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${base64(mac)}`,
  }
}

/** `whsec_` and Base64, as the specification says; any other text is the key itself. */
const secretBytes = (secret: string): Uint8Array<ArrayBuffer> | null =>
  secret.startsWith('whsec_') ? fromBase64(secret.slice('whsec_'.length)) : utf8(secret)
