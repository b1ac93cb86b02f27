import { utf8 } from '../text/utf8.ts'
import type { Order } from './order.ts'
import { TIME_MARK } from './same-content.ts'

/**
 * SHA-256 of what the supplier acts on: number, customer, delivery date, remarks, lines in order; behind it, where the order
 * has one, the time of delivery (`…@09:30`). Prices, names, persons and `ordered_on` are left out, so poll and webhook may
 * render one order differently and it is still the same.
 *
 * Admitted gap: a delivery at midnight in a zone west of the one it was first written in may name another date, and is
 * then held as a change.
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
 * The same for every try of one version on one route, and for nothing else; a version written anew under another purpose is
 * another document, with a key of its own. Versions and interchanges are counted from 1 in every storage, so the id of the
 * storage keeps apart what two storages counted. 32 hex characters.
 */
export async function deliveryKey(
  storageId: string,
  route: string,
  orderId: string,
  version: number,
  writing: number,
): Promise<string> {
  const named = JSON.stringify([storageId, route, orderId, version, ...(writing === 1 ? [] : [writing])])
  return (await sha256(utf8(named))).slice(0, 32)
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const hex = (bytes: Uint8Array): string => bytes.reduce((text, byte) => text + HEX[byte], '')
