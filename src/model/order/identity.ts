import { hex } from '../../text/hex.ts'
import { utf8 } from '../../text/utf8.ts'
import type { Order } from './order.ts'
import { TIME_MARK } from './same-content.ts'

/**
 * SHA-256 of the fields that the supplier acts on: number, customer, delivery date, remarks, lines in order. The time
 * of delivery follows, if the order has a time (`…@09:30`). Prices, names, persons and `ordered_on` are left out: poll
 * and webhook may send these fields differently for the same order.
 *
 * Admitted gap: a delivery at midnight may name another date, if the sender later writes the moment in a zone further
 * west. The order is then held as a change.
 */
export async function contentDigest(order: Order): Promise<string> {
  const canonical = JSON.stringify([
    order.number,
    order.customer,
    order.deliveryDate,
    order.remarks.trim().normalize('NFC'),
    order.lines.map(({ article, quantity }) => [article, quantity]),
  ])
  const digest = await sha256(utf8(canonical))
  return order.deliveryTime === undefined ? digest : `${digest}${TIME_MARK}${order.deliveryTime.time}`
}

/** Lower-case hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/**
 * The idempotency key: the same for every attempt of one version on one route, and different for every other document.
 * A document rewritten for another purpose gets a new key. Every storage counts versions and interchanges from 1, so
 * the key includes the storage's id. 32 hex characters.
 */
export async function deliveryKey(
  storageId: string,
  route: string,
  orderId: string,
  version: number,
  documentRevision: number,
): Promise<string> {
  const named = JSON.stringify([
    storageId,
    route,
    orderId,
    version,
    ...(documentRevision === 1 ? [] : [documentRevision]),
  ])
  return (await sha256(utf8(named))).slice(0, 32)
}
