import { copyRankOf } from '../../profile/copy-routes.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { noLaterCounts } from '../refused-before.ts'
import type { Sql } from '../sql.ts'
import type { IncidentKey } from './incidents.ts'

/** Orders of an incident that a mail to people took over, so a system may lack these orders. */
export interface MailedOrders {
  readonly count: number
  /** The routes with the mails. */
  readonly by: string
  /** The routes to the systems. */
  readonly route: string
}

interface Row {
  readonly primaryRoute: string
  readonly by: string
  readonly count: number
}

/** Null where no mail took over an order. A later version, a cancellation or the report of a person ends the difference. */
export function mailedOrders(
  sql: Sql,
  { kind, route, cause }: IncidentKey,
  supplier: Pick<Supplier, 'routes'>,
): MailedOrders | null {
  const rows = sql.all<Row>(
    `SELECT d.primary_route AS primaryRoute, h.route AS "by", count(DISTINCT d.order_id) AS count
     FROM incident_orders i CROSS JOIN deliveries d CROSS JOIN deliveries h
     WHERE i.kind = ?1 AND i.route = ?2 AND i.cause = ?3
       AND d.order_id = i.order_id AND d.version = i.version AND d.route = d.primary_route AND i.route IN ('', d.route)
       AND d.state = 'superseded' AND d.superseded_by IS NULL AND (d.superseded_from IS NOT NULL OR d.reached <> 'yes')
       AND ${noLaterCounts()}
       AND h.order_id = d.order_id AND h.version = d.version AND h.primary_route = d.route AND h.route <> d.route
       AND h.state NOT IN ('superseded', 'discarded')
     GROUP BY d.primary_route, h.route ORDER BY d.primary_route, h.route`,
    ...[kind, route, cause],
  )
  const rankOf = copyRankOf(supplier)
  const mailed = rows.filter(({ primaryRoute, by }) => rankOf(by) > rankOf(primaryRoute))
  if (mailed.length === 0) return null
  return {
    count: mailed.reduce((sum, { count }) => sum + count, 0),
    by: namesOf(mailed.map(({ by }) => by)),
    route: namesOf(mailed.map(({ primaryRoute }) => primaryRoute)),
  }
}

const namesOf = (routes: readonly string[]): string => [...new Set(routes)].join(', ')
