import { type Refusal, refusal } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import { SECRET_MIN_BYTES } from '../model/secret-length.ts'
import type { RunningHmac } from '../ports.ts'
import type { Supplier } from '../profile/supplier.ts'
import { bytesNestDeeper } from '../text/byte-depth.ts'
import { bytesOfHex } from '../text/hex.ts'
import { DEPTH_LIMIT, writePythonForm } from '../text/python-form.ts'
import { utf8 } from '../text/utf8.ts'
import type { AcceptPorts } from './accept-ports.ts'
import { hmacMatches } from './hmac-matches.ts'

export const SIGNATURE_HEADER = 'X-APIC-WEBHOOK-SIGNATURE'

/** The secret and the JSON form that the signature matches. The operator may then fix the form in the configuration. */
export interface Verified {
  readonly secret: string
  readonly form: 'raw' | 'python'
}

/**
 * Checks the signature over the raw bytes, then over the Python form of the same text. Parses no JSON and tries every
 * usable secret.
 */
export async function verify(
  bytes: Uint8Array,
  signature: string | null,
  webhook: Supplier['webhook'],
  { secrets, startHmac, waitTurn }: Pick<AcceptPorts, 'secrets' | 'startHmac' | 'waitTurn'>,
): Promise<Result<Verified, Refusal>> {
  const { secrets: names, signedForm } = webhook ?? NO_WEBHOOK
  const good = names.flatMap((name) => {
    const value = webhook ? secrets.get(name) : STAND_IN
    return value !== undefined && isGoodSecret(value) ? [{ name, value }] : []
  })
  if (good.length === 0) return err(CLOSED)
  const claimed = signatureBytes(signature)
  if (!claimed) return err(FORBIDDEN)
  if (signedForm !== 'python') {
    const matches = await Promise.all(good.map(({ value }) => hmacMatches(value, claimed, bytes)))
    const secret = good[matches.indexOf(true)]?.name
    if (secret !== undefined && webhook) return ok({ secret, form: 'raw' })
  }
  // A body deeper than any order has no Python form and needs no turn.
  if (signedForm !== 'raw' && !bytesNestDeeper(bytes, DEPTH_LIMIT)) {
    await waitTurn(bytes.length)
    const hmacs = good.map(({ name, value }) => ({ name, hmac: startHmac(value) }))
    const isWritten = writePythonForm(bytes, (part) => {
      for (const { hmac } of hmacs) hmac.update(part)
    })
    const secret = isWritten ? signer(hmacs, claimed) : null
    if (secret !== null && webhook) return ok({ secret, form: 'python' })
  }
  return err(FORBIDDEN)
}

/**
 * A supplier without a webhook costs the same work and gets the same answer as a wrong signature. Everybody can read the
 * stand-in for its secret here, so that a signature with the stand-in never verifies.
 */
const NO_WEBHOOK = { secrets: [''], signedForm: 'either' } as const
const STAND_IN = 'nobody-knows-this-supplier'

/** White space at the end is usually a copying mistake and never part of a key. */
export const isGoodSecret = (value: string): boolean =>
  (value.length >= SECRET_MIN_BYTES || utf8(value).byteLength >= SECRET_MIN_BYTES) && value === value.trimEnd()

export const FORBIDDEN = refusal(403, 'Signature does not verify', {
  path: SIGNATURE_HEADER,
  code: 'signature',
  // Apicbase shows the message to a chef of unknown language. An unknown supplier gets the same message.
  message:
    'Order not taken: wrong signature. Call the supplier. Bel de leverancier. Appelez le fournisseur. Rufen Sie den Lieferanten an.',
})

const CLOSED = refusal(503, 'Webhook closed', {
  path: '',
  code: 'webhook-closed',
  message:
    'This webhook has no usable secret, so no order can be verified. The operator must set one of 16 bytes or more.',
})

function signer(
  hmacs: readonly { readonly name: string; readonly hmac: RunningHmac }[],
  claimed: Uint8Array,
): string | null {
  let matched: string | null = null
  for (const { name, hmac } of hmacs) {
    if (isSame(hmac.digest(), claimed)) matched ??= name
  }
  return matched
}

/** Compares every byte, so that the time shows no position of a difference. */
function isSame(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length
  for (let at = 0; at < left.length; at++) difference |= (left[at] ?? 0) ^ (right[at] ?? 0)
  return difference === 0
}

function signatureBytes(signature: string | null): Uint8Array<ArrayBuffer> | null {
  return signature && /^[0-9a-f]{64}$/i.test(signature) ? bytesOfHex(signature) : null
}
