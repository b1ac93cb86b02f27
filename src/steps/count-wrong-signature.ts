import type { AcceptPorts } from '../ports.ts'
import { withTimeout } from '../time-limit.ts'

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
  await withTimeout(CALL_MS, outbox().addWrongSignature()).catch(() => {})
}

/** The fields that tell an order from anything else, and its first line. To check each line would let a stranger choose how long that takes. */
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
