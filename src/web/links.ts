/** Link in a message: to the order's page, or to the supplier's list. Null without a configured public address. */
export function linkTo(publicUrl: string | null, supplier: string, orderId: string | undefined): string | null {
  if (publicUrl === null) return null
  const base = publicUrl.replace(/\/+$/, '')
  return orderId === undefined
    ? `${base}/api/orders?supplier=${encodeURIComponent(supplier)}`
    : `${base}/api/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(orderId)}`
}
