import { sha256 } from '../../src/model/order/identity.ts'
import { utf8 } from '../../src/text/utf8.ts'

let count = 0

/** A name that no other order of this run has. */
export const fresh = (prefix: string): string => `${prefix}-${Date.now().toString(36)}-${++count}`

/** A line of an order, as Apicbase posts lines. */
export const line = (article = '00123', quantity: unknown = 2) => ({
  stock_item: { name: 'Crème fraîche 1 kg' },
  supplier_package: { supplier_article_number: article, theoretical_price_per_package: '12.500' },
  quantity_ordered: quantity,
  total_theoretical_price: '25.000',
})

/** An order as Apicbase posts orders, with its own id and number. The wording has words that no log may contain. */
export function posted(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    id: fresh('id'),
    order_number: fresh('PO'),
    status: 'ORDERED',
    ordered_on: '2026-11-24T09:31:05.120394Z',
    owned_by: { username: 'chef.private@bistro.example' },
    order_remarks: 'confidential remark – frisch 🥛',
    packages: [line()],
    expected_delivery_date: '2099-01-15',
    theoretical_price: '25.000',
    supplier_customer_number: 'K-1',
    ...overrides,
  }
}

export type Posted = ReturnType<typeof posted>

export const bytesOf = (body: unknown): Uint8Array<ArrayBuffer> =>
  body instanceof Uint8Array ? new Uint8Array(body) : utf8(typeof body === 'string' ? body : JSON.stringify(body))

export const digestOf = (bytes: Uint8Array<ArrayBuffer>): Promise<string> => sha256(bytes)

/** HMAC-SHA-256 in hex, like Apicbase's signature. */
export async function signatureOf(body: unknown, secret: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytesOf(body)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
