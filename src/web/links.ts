/** Where a message leads: the order's own page, or the supplier's list. Null while nobody said where the gateway is. */
export function linkTo(publicUrl: string | null, supplier: string, orderId: string | undefined): string | null {
  if (publicUrl === null) return null
  const base = publicUrl.replace(/\/+$/, '')
  return orderId === undefined
    ? `${base}/api/orders?supplier=${encodeURIComponent(supplier)}`
    : `${base}/api/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(orderId)}`
}
