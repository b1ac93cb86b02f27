import { rulesOf } from '../../alerts/kinds.ts'
import { utcTime } from '../../model/local-time.ts'
import type { Sql } from '../sql.ts'
import { unsentAlerts } from './alerts.ts'
import { countOrders } from './incident-orders.ts'
import { listIncidents } from './incidents.ts'

/** An open incident in the Admin API. Times are ISO 8601, UTC. */
interface IncidentView {
  readonly kind: string
  readonly route: string | null
  readonly cause: string | null
  readonly since: string
  readonly lastAt: string
  /** Number of affected orders, or of occurrences. */
  readonly count: number
  readonly why: string
}

/** A message that a channel could not send yet. */
interface UnsentView {
  readonly channel: string
  readonly since: string
  readonly attempts: number
  readonly failure: string | null
  readonly text: string
}

/** Open incidents, announced or not, and unsent alerts. */
export const viewAlerts = (sql: Sql): { incidents: IncidentView[]; unsent: UnsentView[] } => ({
  incidents: listIncidents(sql)
    .filter(({ closedAt }) => closedAt === null)
    .map((incident) => ({
      kind: incident.kind,
      route: incident.route || null,
      cause: incident.cause || null,
      since: utcTime(incident.openedAt),
      lastAt: utcTime(incident.lastAt),
      count: rulesOf(incident.kind).aboutOrders ? countOrders(sql, incident) : incident.times,
      why: incident.why,
    })),
  unsent: unsentAlerts(sql).map(({ channel, alert, at, attempts, failure }) => ({
    channel,
    since: utcTime(at),
    attempts,
    failure,
    text: alert.text,
  })),
})
