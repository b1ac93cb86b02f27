import type { NamedOrder, Statement } from './statement.ts'

interface Counted {
  readonly count: number
  readonly orders: readonly NamedOrder[]
}

/** Separates refused orders that nobody has placed again from orders of which an accepted version still counts. */
export function splitRefused(
  statement: Pick<Statement, 'refused' | 'refusedOrders' | 'refusedLater' | 'refusedLaterOrders'>,
): { readonly lost: Counted; readonly later: Counted } {
  const { refused, refusedOrders = [], refusedLater = 0, refusedLaterOrders = [] } = statement
  const known = new Set(refusedLaterOrders.map(({ orderId }) => orderId))
  return {
    lost: { count: refused - refusedLater, orders: refusedOrders.filter(({ orderId }) => !known.has(orderId)) },
    later: { count: refusedLater, orders: refusedLaterOrders },
  }
}
