import { type DeliveryFact, isSettled, sharesChain } from '../../model/delivery-state.ts'
import type { Purpose } from '../../model/document.ts'
import type { CopyRank } from '../../model/erp-holding.ts'
import { REFUSED_BEFORE } from '../refused-before.ts'
import type { Sql } from '../sql.ts'

type Row = Pick<DeliveryFact, 'version' | 'route' | 'primaryRoute' | 'state' | 'reached'> & {
  readonly purpose: Purpose
  /** 1 for a delivery that the receiver refused before another route took over. */
  readonly isRefused: 0 | 1
}

/**
 * The deliveries that end with an order which a system refused, and which people have as a mail instead. These are the refused
 * deliveries, the mails, and the open deliveries to another system. Null for any other order. Null where the system that refused
 * may have a version. Null once a cancellation follows the mail.
 */
export function mailedInstead(sql: Sql, orderId: string, rankOf: CopyRank): readonly Row[] | null {
  const all = sql.all<Row>(
    `SELECT d.version, d.route, d.primary_route AS primaryRoute, d.state, d.reached, d.purpose, (${REFUSED_BEFORE}) AS isRefused
     FROM deliveries d WHERE d.order_id = ?`,
    orderId,
  )
  const isMail = ({ route }: Row): boolean => rankOf(route) > 0
  const mayBeThere = (row: Row): boolean =>
    all.some(
      (other) => sharesChain(other, row) && !isMail(other) && (other.reached !== 'no' || !isSettled(other.state)),
    )
  const refused = all.filter((row) => row.isRefused === 1 && !isMail(row) && !mayBeThere(row))
  const cancelled = all.filter(
    ({ purpose, state }) => purpose === 'cancellation' && state !== 'discarded' && state !== 'superseded',
  )
  const brought = all.filter(
    (row) =>
      isMail(row) &&
      (row.state === 'delivered' || row.state === 'done') &&
      cancelled.every(({ route, version }) => route !== row.route || version < row.version),
  )
  const replacing = brought.filter((mail) => refused.some((row) => row.primaryRoute === mail.primaryRoute))
  const isReplaced = refused.some(({ version, route }) =>
    replacing.some((mail) => mail.version === version && mail.primaryRoute === route),
  )
  // The system behind another route has the order until its cancellation arrives.
  const open = all.filter(({ state, purpose }) => !isSettled(state) && state !== 'sent' && purpose !== 'cancellation')
  return isReplaced ? [...refused, ...replacing, ...open] : null
}
