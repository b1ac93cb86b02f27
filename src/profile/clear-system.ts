import { copyRankOf } from './copy-routes.ts'
import type { Supplier } from './supplier.ts'

/**
 * The primary route for which a person most likely keys an order: the only route, or the first where the others are mailboxes.
 * Undefined elsewhere. A wrong guess loses the order.
 */
export function clearSystem(lacking: readonly string[], supplier: Pick<Supplier, 'routes'>): string | undefined {
  if (lacking.length === 1) return lacking[0]
  const rankOf = copyRankOf(supplier)
  const [first, ...others] = supplier.routes.filter(({ name }) => rankOf(name) === 0 && lacking.includes(name))
  const isMailbox = ({ transport }: Supplier['routes'][number]): boolean => transport.kind === 'mailbox'
  const isClear = first && (others.length === 0 || !isMailbox(first)) && others.every(isMailbox)
  return isClear ? first.name : undefined
}
