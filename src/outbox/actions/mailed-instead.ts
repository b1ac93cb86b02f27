import { type DeliveryFact, isSettled } from '../../model/delivery-state.ts'
import { REFUSED_BEFORE } from '../refused-before.ts'
import type { Sql } from '../sql.ts'

type Row = Pick<DeliveryFact, 'version' | 'route' | 'primaryRoute' | 'state' | 'reached'> & {
  /** 1 for a delivery that the receiver refused before another route took over. */
  readonly isRefused: 0 | 1
}

/**
 * The deliveries of an order that a system refused, and that only mails brought. Null for any other order. Null where a
 * system may have a version. `mails`: the routes that send mails.
 */
export function mailedInstead(sql: Sql, orderId: string, mails: readonly string[]): readonly Row[] | null {
  const all = sql.all<Row>(
    `SELECT d.version, d.route, d.primary_route AS primaryRoute, d.state, d.reached, (${REFUSED_BEFORE}) AS isRefused
     FROM deliveries d WHERE d.order_id = ?`,
    orderId,
  )
  const isMail = ({ route }: Row): boolean => mails.includes(route)
  const isOver = all.every((row) => isSettled(row.state) && (isMail(row) || row.reached === 'no'))
  const refused = all.filter((row) => row.isRefused === 1 && !isMail(row))
  const brought = all.filter((row) => isMail(row) && (row.state === 'delivered' || row.state === 'done'))
  const replaced = refused.filter(({ version, route }) =>
    brought.some((mail) => mail.version === version && mail.primaryRoute === route),
  )
  return isOver && replaced.length > 0 ? [...refused, ...brought] : null
}
