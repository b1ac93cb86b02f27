import { base64url, fromBase64url } from '../text/base64.ts'
import { utf8 } from '../text/utf8.ts'
import { hmac, isHmac } from './hmac.ts'

/** The only order that a link opens. */
export interface LinkedOrder {
  readonly supplier: string
  readonly orderId: string
}

/** Encodes the end of a link, with a MAC over the end, the supplier and the order. The address names the order. */
export async function orderLinkToken(order: LinkedOrder, until: number, secret: string): Promise<string> {
  const end = until.toString(36)
  return `${end}.${base64url(await hmac(utf8(secret), signedBytes(order, end)))}`
}

/**
 * The end of a valid link, in milliseconds since 1970. Null after the end, after a change of the link or of the
 * secret, and for another order: a reader learns no difference.
 */
export async function readOrderLink(
  order: LinkedOrder,
  token: string,
  secret: string,
  now: number,
): Promise<number | null> {
  const [end = '', mac = '', ...more] = token.split('.')
  const macBytes = fromBase64url(mac)
  if (!macBytes || more.length > 0 || !/^[0-9a-z]{1,11}$/.test(end)) return null
  if (!(await isHmac(macBytes, utf8(secret), signedBytes(order, end)))) return null
  const until = Number.parseInt(end, 36)
  return until > now ? until : null
}

/** JSON marks where each name ends. The words keep out signatures of another use of the key. */
const signedBytes = ({ supplier, orderId }: LinkedOrder, end: string): Uint8Array<ArrayBuffer> =>
  utf8(`orderbridge order link ${JSON.stringify([supplier, orderId, end])}`)
