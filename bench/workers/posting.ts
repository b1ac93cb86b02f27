import * as z from 'zod/mini'

export interface PostingEnv {
  readonly WEBHOOK_SECRET: string
}

/** The least check of an order: its shape. */
const Posting = z.object({
  id: z.string(),
  order_number: z.string(),
  status: z.literal('ORDERED'),
  ordered_on: z.string(),
  order_remarks: z.nullish(z.string()),
  packages: z.array(
    z.object({
      stock_item: z.object({ name: z.string() }),
      supplier_package: z.object({
        supplier_article_number: z.string(),
        theoretical_price_per_package: z.string(),
      }),
      quantity_ordered: z.number(),
      total_theoretical_price: z.string(),
    }),
  ),
  expected_delivery_date: z.nullish(z.string()),
  theoretical_price: z.string(),
  supplier_customer_number: z.string(),
})

export type Posting = z.infer<typeof Posting>

let key: Promise<CryptoKey> | null = null

const keyOf = (secret: string): Promise<CryptoKey> => {
  key ??= crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ])
  return key
}

/** Reads, verifies and parses one order; null if the signature is wrong. */
export async function readPosting(
  request: Request,
  secret: string,
): Promise<{ posting: Posting; bytes: ArrayBuffer } | null> {
  const bytes = await request.arrayBuffer()
  const claimed = (request.headers.get('x-apic-webhook-signature') ?? '').match(/../g) ?? []
  const signature = Uint8Array.from(claimed, (pair) => Number.parseInt(pair, 16))
  if (!(await crypto.subtle.verify('HMAC', await keyOf(secret), signature, bytes))) return null
  return { posting: Posting.parse(JSON.parse(new TextDecoder().decode(bytes))), bytes }
}
