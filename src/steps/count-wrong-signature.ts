import { readPosted } from '../order/posted.ts'
import type { AcceptPorts } from '../ports.ts'
import { within } from '../time-limit.ts'

/** An order of 500 lines; a stranger's post must not cost more. */
const LOOK_BYTES = 262_144
const CALL_MS = 5_000

/**
 * A post was turned away for its signature. Where it holds an order, it may be a real one, of a sender whose secret was changed. A
 * few such posts a minute are looked into, after the answer.
 */
export async function countWrongSignature(
  body: Uint8Array,
  { mayLook, outbox }: Pick<AcceptPorts, 'mayLook' | 'outbox'>,
): Promise<void> {
  if (body.length > LOOK_BYTES) return
  const text = new TextDecoder().decode(body)
  if (!text.includes('"supplier_customer_number"') || !mayLook() || !holdsOrder(text)) return
  await within(CALL_MS, outbox().addWrongSignature()).catch(() => {})
}

function holdsOrder(text: string): boolean {
  try {
    return !('problems' in readPosted(JSON.parse(text)))
  } catch {
    return false
  }
}
