/** A body that must be refused, with all its problems as `path code`, in any order. */
export interface Malformed {
  readonly name: string
  readonly body: string
  readonly status: 400 | 422
  readonly problems: readonly string[]
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

export const LINE = {
  stock_item: { name: 'Crème fraîche 1 kg' },
  supplier_package: { supplier_article_number: '00123', theoretical_price_per_package: '12.500' },
  quantity_ordered: 2,
  total_theoretical_price: '25.000',
}

export const ORDER = {
  id: '5f0c9a52',
  order_number: 'PO-000123',
  status: 'ORDERED',
  ordered_on: '2026-11-24T09:31:05.120394Z',
  owned_by: { username: 'chef@example.com' },
  order_remarks: 'Leave it at the back door',
  packages: [LINE, { ...LINE, supplier_package: { ...LINE.supplier_package, supplier_article_number: '00456' } }],
  expected_delivery_date: '2099-11-26',
  theoretical_price: '50.000',
  supplier_customer_number: 'C-77',
}

/** An accepted body. Each body of the corpus changes this body. */
export const wellFormed = (id: string, number: string): string =>
  JSON.stringify({ ...ORDER, id, order_number: number })

export const TEXT = JSON.stringify(ORDER)

/**
 * Builders of bodies: unreadable text, a mistake in the order, in the second line, in that line's package, in the text.
 */
export const unreadable = (name: string, body: string, ...problems: string[]): Malformed => ({ name, body, status: 400, problems })
export const order = (name: string, change: { readonly [key: string]: Json | undefined }, ...problems: string[]): Malformed => ({
  name,
  body: JSON.stringify({ ...ORDER, ...change }),
  status: 422,
  problems,
})
export const line = (name: string, change: { readonly [key: string]: Json | undefined }, ...problems: string[]): Malformed =>
  order(name, { packages: [LINE, { ...LINE, ...change }] }, ...problems.map((problem) => `packages[1].${problem}`))
export const pack = (name: string, change: { readonly [key: string]: Json | undefined }, ...problems: string[]): Malformed =>
  line(name, { supplier_package: { ...LINE.supplier_package, ...change } }, ...problems.map((problem) => `supplier_package.${problem}`))
export const raw = (name: string, from: string, to: string, ...problems: string[]): Malformed => ({
  name,
  body: TEXT.replace(from, to),
  status: 422,
  problems,
})
