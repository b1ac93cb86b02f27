import { rulesOf } from '../../alerts/kinds.ts'
import { utcTime } from '../../local-time.ts'
import type { Sql } from '../sql.ts'
import { unsentAlerts } from './alerts.ts'
import { countOrders } from './incident-orders.ts'
import { listIncidents } from './incidents.ts'

/** A trouble that goes on, as the Admin API shows it. Times are ISO 8601, UTC. */
interface IncidentView {
  readonly kind: string
  readonly route: string | null
  readonly cause: string | null
  readonly since: string
  readonly lastAt: string
  /** Orders it has met, or how many times it happened. */
  readonly count: number
  readonly why: string
}

/** A message that a channel could not get rid of yet. */
interface UnsentView {
  readonly channel: string
  readonly since: string
  readonly attempts: number
  readonly failure: string | null
  readonly text: string
}

/** What goes wrong now, whoever has been told of it, and what could not be told. */
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
