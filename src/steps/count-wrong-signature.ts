import { withTimeout } from '../web/time-limit.ts'
import type { AcceptPorts } from './accept-ports.ts'

/** The size of an order with 500 lines. Limits the cost of an unverified request. */
const LOOK_BYTES = 262_144
const CALL_MS = 5_000

/**
 * Counts a refused signature on a body that looks like an order: the sender may be real, with a changed secret. Reads
 * only a few such bodies a minute, after the answer is sent.
 */
export async function countWrongSignature(
  body: Uint8Array,
  { mayLook, outbox }: Pick<AcceptPorts, 'mayLook' | 'outbox'>,
): Promise<void> {
  if (body.length > LOOK_BYTES) return
  const text = new TextDecoder().decode(body)
  if (!text.includes('"supplier_customer_number"') || !mayLook() || !holdsOrder(text)) return
  await withTimeout(CALL_MS, outbox().addWrongSignature()).catch(() => {})
}

/**
 * Checks the fields that identify an order, and the first line only. Checking every line would let an attacker choose
 * the cost.
 */
function holdsOrder(text: string): boolean {
  try {
    const order: unknown = JSON.parse(text)
    const keys = [field(order, 'id'), field(order, 'order_number'), field(order, 'supplier_customer_number')]
    const packages = field(order, 'packages')
    const article = Array.isArray(packages)
      ? field(field(packages[0], 'supplier_package'), 'supplier_article_number')
      : null
    return (
      field(order, 'status') === 'ORDERED' && [...keys, article].every((key) => typeof key === 'string' && key !== '')
    )
  } catch {
    return false
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : null
