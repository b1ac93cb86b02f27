import type { HoldReason } from '../../model/delivery-state.ts'
import { adviceFor, adviceText, holdAdvice, type Stuck } from '../../profile/desk-advice.ts'
import { routeNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { routePause } from '../route/pause.ts'
import type { Sql } from '../sql.ts'
import { stepsFor } from './alert-text.ts'
import type { IncidentKey } from './incidents.ts'

interface Advised {
  readonly sql: Sql
  readonly supplier: Pick<Supplier, 'language' | 'timeZone' | 'routes'>
}

/** The step to take about an incident, as the route stands now. */
export function incidentAdvice({ sql, supplier }: Advised, incidentKey: IncidentKey): string {
  const { kind, route, cause } = incidentKey
  const { language } = supplier
  if (kind === 'held' || kind === 'internal-error')
    return holdAdvice(kind === 'held' ? (cause as HoldReason) : 'fault', route, supplier, language)
  const what = stuckOf(incidentKey, supplier)
  if (what === null) return stepsFor(incidentKey, supplier)
  const isCircuitOpen = what === 'late' && circuitIsOpen(sql, route)
  const stuck: Stuck = { what: isCircuitOpen ? 'circuit' : what, route, pause: routePause(sql, route) }
  return adviceText(adviceFor(stuck, supplier), language)
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
