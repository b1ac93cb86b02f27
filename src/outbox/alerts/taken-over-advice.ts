import { alertWording } from '../../../templates/alerts.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { REFUSED_BEFORE } from '../refused-before.ts'
import type { Sql } from '../sql.ts'
import { stepsFor } from './alert-text.ts'
import type { IncidentKey } from './incidents.ts'

interface Found {
  readonly isRefused: 0 | 1
  readonly isUntaken: 0 | 1
  readonly mayBeThere: 0 | 1
}

/**
 * The steps about orders that a fallback route took over. A mail brings no order into a system, so people key each order that no
 * system refused. Names a refusal only where a system refused an order. Nothing is to be done about an order that a person
 * reported.
 */
export function takenOverAdvice(
  sql: Sql,
  supplier: Pick<Supplier, 'language' | 'timeZone' | 'routes'>,
  incidentKey: IncidentKey,
): string {
  const { kind, route, cause } = incidentKey
  const { lookFirst, mailed, refused } = alertWording[supplier.language].advice
  const [found] = sql.all<Found>(
    `SELECT max(isRefused) AS isRefused, max(NOT isRefused) AS isUntaken, max(NOT isRefused AND reached <> 'no') AS mayBeThere FROM (
       SELECT d.reached, coalesce(${REFUSED_BEFORE}, 0) AS isRefused FROM incident_orders i
       CROSS JOIN deliveries d ON d.order_id = i.order_id AND d.version = i.version AND d.route = i.route
       WHERE i.kind = ? AND i.route = ? AND i.cause = ? AND d.state = 'superseded' AND d.superseded_by IS NULL)`,
    ...[kind, route, cause],
  )
  const rankOf = copyRankOf(supplier)
  const isMailed = found?.isUntaken === 1 && rankOf(cause) > rankOf(route)
  return [
    stepsFor(incidentKey, supplier),
    ...(isMailed && found.mayBeThere ? [fill(lookFirst, { route })] : []),
    ...(isMailed ? [fill(mailed, { route })] : []),
    ...(found?.isRefused ? [refused] : []),
  ].join(' ')
}
