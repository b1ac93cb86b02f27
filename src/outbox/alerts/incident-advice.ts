import { alertWording } from '../../../templates/alerts.ts'
import type { HoldReason } from '../../model/delivery-state.ts'
import { type Advice, adviceFor, adviceText, holdAdvice, type Stuck } from '../../profile/desk-advice.ts'
import { fallbacksOf } from '../../profile/fallbacks.ts'
import { routeNamed } from '../../profile/route-named.ts'
import { isTestOrder, takesOrder, takesTestOrders } from '../../profile/rules.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { routePause } from '../route/pause.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { clockTime, stepsFor } from './alert-text.ts'
import type { IncidentKey } from './incidents.ts'
import { CANCELLATION } from './occurrence-cause.ts'
import { takenOverAdvice } from './taken-over-advice.ts'

interface Advised {
  readonly sql: Sql
  readonly supplier: Pick<Supplier, 'language' | 'timeZone' | 'routes' | 'customers' | 'environment' | 'testCustomers'>
  readonly clock: { now(): number }
}

/** The step to take about an incident, as the route stands now. */
export function incidentAdvice(advised: Advised, incidentKey: IncidentKey): string {
  const { sql, supplier } = advised
  const { kind, route, cause } = incidentKey
  const { language } = supplier
  if (cause === CANCELLATION) return stepsFor(incidentKey, supplier)
  if (kind === 'fallback') return takenOverAdvice(sql, supplier, incidentKey)
  if (kind === 'held' || kind === 'internal-error')
    return holdAdvice(kind === 'held' ? (cause as HoldReason) : 'fault', route, supplier, language)
  const what = stuckOf(incidentKey, supplier)
  if (what === null) return stepsFor(incidentKey, supplier)
  const isCircuitOpen = what === 'late' && circuitIsOpen(sql, route)
  const stuck: Stuck = { what: isCircuitOpen ? 'circuit' : what, route, pause: routePause(sql, route) }
  const advice = adviceFor(stuck, supplier)
  const text = adviceText(advice, language)
  return KEYED_IF_URGENT.has(advice) ? withKeying(text, advised, incidentKey) : text
}

/** The steps that end with an order that a person keys by hand. */
const KEYED_IF_URGENT: ReadonlySet<Advice> = new Set(['check', 'wait', 'lasting', 'collect'])

/** Adds to look first in a system that may have the order, and the next route of the order with its time. */
function withKeying(text: string, { sql, supplier, clock }: Advised, { kind, route, cause }: IncidentKey): string {
  const { lookFirst, takesOver } = alertWording[supplier.language].advice
  const [found] = sql.all<{
    mayBeThere: 0 | 1 | null
    takenOverAt: number | null
    customers: string
    isPurged: 0 | 1 | null
  }>(
    `SELECT max(d.reached <> 'no') AS mayBeThere, min(iif(d.fallback_check_at < ${NEVER}, d.fallback_check_at, NULL)) AS takenOverAt,
       json_group_array(DISTINCT coalesce(o.customer, '')) AS customers, max(o.purged_at IS NOT NULL) AS isPurged
     FROM incident_orders i CROSS JOIN deliveries d ON d.order_id = i.order_id AND d.version = i.version AND d.route = i.route
       CROSS JOIN orders o ON o.id = i.order_id
     WHERE i.kind = ? AND i.route = ? AND i.cause = ? AND d.next_at IS NOT NULL`,
    ...[kind, route, cause],
  )
  const first = fallbacksOf(supplier, route).find((step) => step.route !== undefined)?.route
  const customers: readonly string[] = JSON.parse(found?.customers ?? '[]')
  const next = !found?.isPurged && customers.every((customer) => takes(supplier, first, customer)) ? first : undefined
  const at = found?.takenOverAt ?? null
  const wait =
    next === undefined || at === null
      ? ''
      : fill(takesOver, { route: next, time: clockTime(at, clock.now(), supplier) })
  return [found?.mayBeThere ? fill(lookFirst, { route }) : '', text, wait].filter((part) => part !== '').join(' ')
}

/** Whether the route may take over orders of the customer. A test order needs a route with a mark. */
function takes(supplier: Advised['supplier'], name: string | undefined, customer: string): boolean {
  const route = name === undefined ? undefined : routeNamed(supplier, name)
  if (route === undefined || !takesOrder(route, { customer }, supplier)) return false
  return takesTestOrders(route) || !isTestOrder({ customer }, supplier)
}

const circuitIsOpen = (sql: Sql, route: string): boolean =>
  sql.all('SELECT 1 FROM routes WHERE route = ? AND circuit_opened_at IS NOT NULL', route).length > 0

/** Null for an incident with a step of its own, such as a rejection by the receiver. */
function stuckOf({ kind, route, cause }: IncidentKey, supplier: Advised['supplier']): Stuck['what'] | null {
  if (kind === 'refused') {
    const isPassedOn = routeNamed(supplier, route)?.fallbacks?.some((step) => step.route !== undefined) === true
    return cause === '' || cause === 'given-up' ? (isPassedOn ? 'passed' : 'refused') : null
  }
  if (kind === 'late') return cause === 'receipt-overdue' ? 'unanswered' : cause === 'lasting' ? 'lasting' : 'late'
  return kind === 'paused' || kind === 'cut-off' ? kind : null
}
