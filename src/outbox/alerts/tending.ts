import { rulesOf } from '../../alerts/kinds.ts'
import { moreText, overText } from './alert-text.ts'
import { countOrders, deliversAgain, forgetOrders, isTroubled, ordersSaid, unsaidOrders } from './incident-orders.ts'
import { CALM_MS, forgetIncident, type Incident, keepIncident, listIncidents, SETTLE_MS, said } from './incidents.ts'
import { post, type Telling } from './tell.ts'

/** So many orders are named in one message. */
const LISTED = 20

/** Says what is due of the incidents that go on, sees which are over, and tells so. */
export function tendIncidents(telling: Telling): void {
  const { sql, clock } = telling
  const now = clock.now()
  for (const incident of listIncidents(sql)) {
    if (incident.closedAt !== null) {
      if (now >= Math.max(incident.closedAt, incident.saidAt + CALM_MS)) forgetIncident(sql, incident)
      continue
    }
    const overAt = overSince(telling, incident, now)
    if (overAt !== null && now >= overAt + SETTLE_MS) close(telling, incident, overAt, now)
    else if (overAt === null && incident.moreAt !== null && now >= incident.moreAt) sayMore(telling, incident, now)
    else if (overAt !== incident.overAt) keepIncident(sql, { ...incident, overAt })
  }
}

/** Since when the trouble is no more, or null. */
function overSince({ sql }: Telling, incident: Incident, now: number): number | null {
  const { ends } = rulesOf(incident.kind)
  if (ends === 'said') return incident.overAt
  if (ends === 'delivers') return incident.overAt ?? (deliversAgain(sql, incident) ? now : null)
  if (ends === 'settled') return isTroubled(sql, incident) ? null : (incident.overAt ?? now)
  return now - incident.lastAt >= ends * 3_600_000 ? now - SETTLE_MS : null
}

/** What nobody heard of needs no end: it went as it came. */
function close(telling: Telling, incident: Incident, overAt: number, now: number): void {
  const { sql, supplier } = telling
  const { kind, times, saidAt, openedAt } = incident
  if (saidAt >= openedAt) {
    const count = rulesOf(kind).ofOrders ? countOrders(sql, incident) : times
    post(telling, incident, now, {
      kind: 'recovered',
      of: kind,
      text: overText(incident, overAt, count, supplier),
    })
  }
  forgetOrders(sql, incident)
  keepIncident(sql, { ...incident, overAt, closedAt: now, moreAt: null, unsaid: 0 })
}

function sayMore(telling: Telling, incident: Incident, now: number): void {
  const { sql, supplier } = telling
  const [orders, count] = rulesOf(incident.kind).ofOrders ? unsaidOrders(sql, incident, LISTED) : [[], incident.unsaid]
  post(telling, incident, now, {
    ...(orders.length > 0 ? { orders } : {}),
    text: moreText(incident, count, orders, supplier),
  })
  ordersSaid(sql, incident)
  keepIncident(sql, said(incident, now))
}
