import type { SignedReceipt } from '../../model/attempt-result.ts'
import { sha256 } from '../../model/order/identity.ts'
import { concatBytes } from '../../text/concat-bytes.ts'
import { utf8 } from '../../text/utf8.ts'

/** Headers that a verifier or the operator needs to judge the receipt. */
const KEPT = [
  ...['as2-from', 'as2-to', 'as2-version', 'message-id', 'date', 'mime-version', 'content-type'],
  'content-transfer-encoding',
]

/** Rebuilds a complete MIME message from the notification, so that `openssl cms -verify` can read the receipt. */
export async function receiptsOf(headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<SignedReceipt> {
  const lines = KEPT.flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : [`${name}: ${value}\r\n`]
  })
  return { bytes: concatBytes(utf8(lines.join('')), utf8('\r\n'), body), digest: await sha256(body) }
}
