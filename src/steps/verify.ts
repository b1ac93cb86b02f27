import type { Secrets } from '../ports.ts'
import { type Refusal, refusal } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { err, ok, type Result } from '../result.ts'
import { pythonForm } from '../text/json-text.ts'
import { utf8 } from '../text/utf8.ts'

export const SIGNATURE_HEADER = 'X-APIC-WEBHOOK-SIGNATURE'

/** Which secret signed, and over which rendering of the JSON: told to the operator, who may then pin the form. */
export interface Verified {
  readonly secret: string
  readonly form: 'raw' | 'python'
}

/** HMAC-SHA256 gains nothing from more, and a shorter secret can be guessed. */
const SECRET_MIN_BYTES = 16

/** The signature over the raw bytes, then over the Python form of the same text. Every good secret is tried; `crypto.subtle.verify` compares in constant time. */
export async function verify(
  bytes: Uint8Array<ArrayBuffer>,
  signature: string | null,
  webhook: Supplier['webhook'],
  secrets: Secrets,
): Promise<Result<Verified, Refusal>> {
  if (!webhook) return err(await unknownSender(bytes, signature))
  const good = webhook.secrets.flatMap((name) => {
    const value = secrets.get(name)
    return value !== undefined && isGoodSecret(value) ? [{ name, value }] : []
  })
  if (good.length === 0) return err(CLOSED)
  const claimed = signatureBytes(signature)
  if (!claimed) return err(FORBIDDEN)
  if (webhook.signedForm !== 'python') {
    const secret = await signer(good, claimed, bytes)
    if (secret) return ok({ secret, form: 'raw' })
  }
  if (webhook.signedForm !== 'raw') {
    const rendered = renderPython(bytes)
    const secret = rendered && (await signer(good, claimed, rendered))
    if (secret) return ok({ secret, form: 'python' })
  }
  return err(FORBIDDEN)
}

/** White space at the end is nearly always a slip of copying, and never becomes part of a key. */
export const isGoodSecret = (value: string): boolean =>
  utf8(value).byteLength >= SECRET_MIN_BYTES && value === value.trimEnd()

const FORBIDDEN = refusal(403, 'Signature does not verify', {
  path: SIGNATURE_HEADER,
  code: 'signature',
  message:
    'The signature does not match this body and the secret agreed for this address. Check the secret and the URL.',
})

const CLOSED = refusal(503, 'Webhook closed', {
  path: '',
  code: 'webhook-closed',
  message:
    'This webhook has no usable secret, so no order can be verified. The operator must set one of 16 bytes or more.',
})

/** A supplier that doesn't exist costs as much work, and gets the same answer, as a wrong signature. */
async function unknownSender(bytes: Uint8Array<ArrayBuffer>, signature: string | null): Promise<Refusal> {
  const claimed = signatureBytes(signature)
  const nobody = [{ name: '', value: 'nobody-knows-this-supplier' }]
  const rendered = claimed && renderPython(bytes)
  if (claimed) await signer(nobody, claimed, bytes)
  if (claimed && rendered) await signer(nobody, claimed, rendered)
  return FORBIDDEN
}

async function signer(
  secrets: readonly { name: string; value: string }[],
  claimed: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  let matched: string | null = null
  for (const { name, value } of secrets) {
    if (await crypto.subtle.verify('HMAC', await keyOf(value), claimed, message)) matched ??= name
  }
  return matched
}

/** Importing a key costs more than using it. Rotation replaces the value, so a handful at most lie here. */
const keys = new Map<string, Promise<CryptoKey>>()
const KEYS_KEPT = 100

function keyOf(secret: string): Promise<CryptoKey> {
  let key = keys.get(secret)
  if (!key) {
    if (keys.size >= KEYS_KEPT) keys.clear()
    key = crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
    keys.set(secret, key)
  }
  return key
}

function signatureBytes(signature: string | null): Uint8Array<ArrayBuffer> | null {
  if (!signature || !/^[0-9a-f]{64}$/i.test(signature)) return null
  return Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Null when the bytes aren't JSON text: then there is nothing Python could have rendered. */
function renderPython(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    JSON.parse(text)
    return utf8(pythonForm(text))
  } catch {
    return null
  }
}
