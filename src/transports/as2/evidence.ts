import type { SignedReceipt } from '../../attempt-result.ts'
import { sha256 } from '../../order/identity.ts'
import { utf8 } from '../../text/utf8.ts'
import { concatBytes } from '../joined.ts'

/** What a verifier, or a person with a question, needs to know of how it came. */
const KEPT = [
  ...['as2-from', 'as2-to', 'as2-version', 'message-id', 'date', 'mime-version', 'content-type'],
  'content-transfer-encoding',
]

/** A notification as a whole message again, which `openssl cms -verify` reads as it is. */
export async function evidenceOf(headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<SignedReceipt> {
  const lines = KEPT.flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : [`${name}: ${value}\r\n`]
  })
  return { bytes: concatBytes(utf8(lines.join('')), utf8('\r\n'), body), digest: await sha256(body) }
}
