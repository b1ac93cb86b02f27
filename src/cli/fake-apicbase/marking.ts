import type { OrderBook } from './order-book.ts'

/**
 * `PATCH` on the list marks orders as fetched or viewed. The form of the body is not documented; this fake reads the
 * orders under `id`, `ids` or `purchase_orders`. No request can remove a mark.
 */
export async function markOrders(request: Request, book: OrderBook, now: number): Promise<Response> {
  const body: unknown = await request.json().catch(() => null)
  if (typeof body !== 'object' || body === null) return Response.json({ detail: 'Invalid payload.' }, { status: 400 })
  const ids = [Reflect.get(body, 'id') ?? Reflect.get(body, 'ids') ?? Reflect.get(body, 'purchase_orders')].flat()
  const flags = ['fetched_by_supplier', 'viewed_by_supplier'].filter((flag) => Reflect.get(body, flag) !== undefined)
  if (ids.length === 0 || flags.length === 0 || flags.some((flag) => Reflect.get(body, flag) !== true))
    return Response.json({ detail: 'Invalid payload.' }, { status: 400 })
  const known = ids.filter((id) => typeof id === 'string' && book.find(id) !== undefined)
  if (known.length < ids.length) return Response.json({ detail: 'Not found.' }, { status: 404 })
  const at = new Date(now).toISOString()
  for (const id of known) {
    if (flags.includes('fetched_by_supplier')) book.mark(id, { fetchedAt: at })
    if (flags.includes('viewed_by_supplier')) book.mark(id, { viewedAt: at })
  }
  return Response.json({ updated: known.length })
}
