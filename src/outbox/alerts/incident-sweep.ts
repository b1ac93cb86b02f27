import { rulesOf } from '../../alerts/kinds.ts'
import { type Days, daysOf, startOf } from '../../model/desk-days.ts'
import { addDays } from '../../model/local-time.ts'
import type { Sql } from '../sql.ts'
import { mailedTitle, missingText, resolvedText, summaryText } from './alert-text.ts'
import { incidentAdvice } from './incident-advice.ts'
import {
  countOrders,
  endsWithDay,
  forgetOrders,
  hasAffectedOrders,
  hasDeliveredLater,
  markOrdersAnnounced,
  unannouncedOrders,
} from './incident-orders.ts'
import {
  BURST_RESET_MS,
  forgetIncident,
  type Incident,
  keepIncident,
  listIncidents,
  markAnnounced,
  nextCheck,
  RESOLVE_DELAY_MS,
} from './incidents.ts'
import { mailedOrders } from './mailed-orders.ts'
import { missingNumbers } from './missing-numbers.ts'
import { type AlertPorts, queueMessage } from './raise-alert.ts'

/** Highest number of orders named in one message. */
export const LISTED = 20

/** Sends the messages due for open incidents, and resolves incidents that have ended. */
export function sweepIncidents(alertPorts: AlertPorts): void {
  const { sql, clock, supplier } = alertPorts
  const now = clock.now()
  const days = daysOf(supplier.timeZone, now)
  const tomorrow = startOf(addDays(days.date, 1), days.zone)
  for (const incident of listIncidents(sql)) {
    if (incident.closedAt !== null) {
      if (now >= Math.max(incident.closedAt, incident.lastMessageAt + BURST_RESET_MS)) forgetIncident(sql, incident)
      continue
    }
    const overAt = recoveringSince(sql, incident, days, now)
    const going = { ...incident, overAt, endsAt: endsWithDay(sql, incident, days) ? tomorrow : null }
    if (overAt !== null && now >= overAt + RESOLVE_DELAY_MS) close(alertPorts, incident, overAt, now)
    else if (overAt === null && incident.moreAt !== null && now >= incident.moreAt) sayMore(alertPorts, going, now)
    else if (overAt !== incident.overAt || nextCheck(going) !== incident.nextAt) keepIncident(sql, going)
  }
}

/** Since when the incident seems resolved, or null. */
function recoveringSince(sql: Sql, incident: Incident, days: Days, now: number): number | null {
  const { resolvesWhen: ends } = rulesOf(incident.kind)
  if (ends === 'cleared') return incident.overAt
  if (typeof ends === 'number') return now - incident.lastAt >= ends * 3_600_000 ? now - RESOLVE_DELAY_MS : null
  const isAffecting = hasAffectedOrders(sql, incident, days)
  if (ends === 'delivers')
    return isAffecting ? null : (incident.overAt ?? (hasDeliveredLater(sql, incident) ? now : null))
  return isAffecting ? null : (incident.overAt ?? now)
}

/** An incident that was never announced gets no `resolved` message. */
function close(alertPorts: AlertPorts, incident: Incident, overAt: number, now: number): void {
  const { sql, supplier } = alertPorts
  const { kind, times, lastMessageAt, openedAt } = incident
  if (lastMessageAt >= openedAt) {
    const count = rulesOf(kind).aboutOrders ? countOrders(sql, incident) : times
    const mailed = mailedOrders(sql, incident, supplier)
    queueMessage(alertPorts, incident, now, {
      kind: 'resolved',
      of: kind,
      text: resolvedText(incident, overAt, count, supplier, mailed),
      ...(mailed ? { title: mailedTitle(incident, supplier, count) } : {}),
    })
  }
  forgetOrders(sql, incident)
  keepIncident(sql, { ...incident, overAt, closedAt: now, moreAt: null, unannounced: 0 })
}

function sayMore(alertPorts: AlertPorts, incident: Incident, now: number): void {
  const { sql, supplier } = alertPorts
  const [orders, count] = rulesOf(incident.kind).aboutOrders
    ? unannouncedOrders(sql, incident, LISTED)
    : [[], incident.unannounced]
  const missing = missingNumbers(sql, incident, LISTED)
  queueMessage(alertPorts, incident, now, {
    ...(orders.length > 0 ? { orders } : {}),
    text: summaryText(incident, count, orders, supplier, {
      todo: incidentAdvice(alertPorts, incident),
      ...(missing ? { missing: missingText(missing.cause, missing, supplier) } : {}),
    }),
  })
  markOrdersAnnounced(sql, incident)
  keepIncident(sql, markAnnounced(incident, now))
}
