import { DAY_MS } from '../model/day.ts'
import { isStrongToken } from './bearer.ts'
import { orderLinkToken } from './order-link.ts'

/**
 * Link in a message to a page of the console: the order, or the supplier's first page, which lists what needs a person.
 * Null without a configured public address.
 */
export function linkTo(publicUrl: string | null, supplier: string, orderId: string | undefined): string | null {
  if (publicUrl === null) return null
  const base = `${publicUrl.replace(/\/+$/, '')}/console`
  return orderId === undefined
    ? `${base}?supplier=${encodeURIComponent(supplier)}`
    : `${base}/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(orderId)}`
}

/** Link in a message to the numbers that orders wait for. Null without a configured public address. */
export const catalogueLink = (publicUrl: string | null, supplier: string): string | null =>
  publicUrl === null ? null : `${publicUrl.replace(/\/+$/, '')}/console/catalogue/${encodeURIComponent(supplier)}`

interface Signing {
  readonly publicUrl: string | null
  /** Days that a link opens the order; with 0, no link is signed. */
  readonly linkDays: number
  readonly secret: string | undefined
}

interface Linking {
  readonly supplier: string
  readonly orderId?: string
  readonly url?: string
}

/**
 * Replaces the link to an order by a link that opens this order without a sign-in. Signed when a message is sent, so
 * that no stored message opens an order. `at`: when the message was written, so that each attempt sends the same link.
 */
export async function withSignedLink<M extends Linking>(message: M, at: number, signing: Signing): Promise<M> {
  const { supplier, orderId } = message
  const { publicUrl, linkDays, secret } = signing
  if (orderId === undefined || message.url === undefined || publicUrl === null || linkDays === 0) return message
  if (!isStrongToken(secret)) return message
  const token = await orderLinkToken({ supplier, orderId }, at + linkDays * DAY_MS, secret)
  const path = [supplier, orderId, token].map(encodeURIComponent).join('/')
  return { ...message, url: `${publicUrl.replace(/\/+$/, '')}/console/read/${path}` }
}
