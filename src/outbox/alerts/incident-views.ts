import { type AlertKind, rulesOf } from '../../alerts/kinds.ts'
import { utcTime } from '../../model/local-time.ts'
import type { Sql } from '../sql.ts'
import { unsentAlerts } from './alerts.ts'
import { countOrders } from './incident-orders.ts'
import { type Incident, listIncidents } from './incidents.ts'

/** An open incident in the Admin API. Times are ISO 8601, UTC. */
export interface IncidentView {
  readonly kind: AlertKind
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

/** Open incidents about no order, such as a wrong secret: the urgent kinds first, then the oldest first. */
export const viewTroubles = (sql: Sql): IncidentView[] =>
  openIncidents(sql)
    .filter(({ kind, overAt }) => overAt === null && !rulesOf(kind).aboutOrders)
    .sort((one, other) => Number(rulesOf(other.kind).urgent) - Number(rulesOf(one.kind).urgent))
    .map((incident) => viewOf(sql, incident))

const openIncidents = (sql: Sql): Incident[] => listIncidents(sql).filter(({ closedAt }) => closedAt === null)

const viewOf = (sql: Sql, incident: Incident): IncidentView => ({
  kind: incident.kind,
  route: incident.route || null,
  cause: incident.cause || null,
  since: utcTime(incident.openedAt),
  lastAt: utcTime(incident.lastAt),
  count: rulesOf(incident.kind).aboutOrders ? countOrders(sql, incident) : incident.times,
  why: incident.why,
})

/** Open incidents, announced or not, and unsent alerts. */
export const viewAlerts = (sql: Sql): { incidents: IncidentView[]; unsent: UnsentView[] } => ({
  incidents: openIncidents(sql).map((incident) => viewOf(sql, incident)),
  unsent: unsentAlerts(sql).map(({ channel, alert, at, attempts, failure }) => ({
    channel,
    since: utcTime(at),
    attempts,
    failure,
    text: alert.text,
  })),
})
