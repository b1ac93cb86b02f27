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
