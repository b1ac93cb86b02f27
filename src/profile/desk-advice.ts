import { alertWording } from '../../templates/alerts.ts'
import type { HoldReason } from '../model/delivery-state.ts'
import type { Language } from '../model/language.ts'
import { fill } from '../text/fill.ts'
import { isMailCopy } from './copy-routes.ts'
import { routeNamed } from './route-named.ts'
import type { Supplier } from './supplier.ts'

/** The author of a pause. The gateway pauses a route that would refuse every order. */
export type RoutePause = 'gateway' | 'person'

/** The deliveries of a route that wait for a person, or may. */
export interface Stuck {
  readonly what: 'refused' | 'passed' | 'late' | 'lasting' | 'cut-off' | 'unanswered' | 'paused' | 'circuit'
  readonly route: string
  /** Null while the route is not paused. */
  readonly pause: RoutePause | null
}

/**
 * The step for the order desk. `fix-setting`: the gateway paused the route, because of a setting. `resume`: a person paused the route. `copy`: an
 * order may be in the ERP, although the mail to people failed. `lasting`: a host name or a certificate must be corrected.
 * `cancel-by-hand`: the receiver refused a cancellation, and still has the order. `cancel-perhaps`: a cancellation has not arrived for
 * certain, so the receiver may still have the order. `placed-again`: the chef placed a discarded order again.
 * `passed`: another route may bring the order, and the system that refused it still lacks it.
 */
export type Advice =
  | 'lasting'
  | 'passed'
  | 'cancel-by-hand'
  | 'cancel-perhaps'
  | 'placed-again'
  | 'retry'
  | 'fix-setting'
  | 'resume'
  | 'copy'
  | 'check'
  | 'check-now'
  | 'collect'
  | 'ask'
  | 'wait'

type WithRoutes = Pick<Supplier, 'routes'>

/** The same step in alerts, in mails, on the page of an order and on Today. */
export function adviceFor({ what, route, pause }: Stuck, supplier: WithRoutes): Advice {
  if (what === 'unanswered') return 'ask'
  if (pause !== null) return pause === 'gateway' ? 'fix-setting' : 'resume'
  if (isMailCopy(route, supplier)) return 'copy'
  const isMailbox = routeNamed(supplier, route)?.transport.kind === 'mailbox'
  switch (what) {
    case 'paused':
      return 'fix-setting'
    case 'circuit':
      return 'wait'
    case 'lasting':
      return 'lasting'
    case 'refused':
      return 'retry'
    case 'passed':
      return 'passed'
    case 'cut-off':
      return 'check-now'
    case 'late':
      return isMailbox ? 'collect' : 'check'
  }
}

export function adviceText(advice: Advice, language: Language): string {
  const { kinds, advice: others } = alertWording[language]
  switch (advice) {
    case 'retry':
      return kinds.refused.todo
    case 'cancel-by-hand':
      return kinds['cancellation-rejected'].todo
    case 'cancel-perhaps':
      return kinds['cancellation-open'].todo
    case 'placed-again':
      return kinds['reordered-after-discard'].todo
    case 'fix-setting':
      return kinds.paused.todo
    case 'check':
      return kinds.late.todo
    case 'lasting':
      return kinds.lasting.todo
    case 'check-now':
      return kinds['cut-off'].todo
    case 'ask':
      return kinds['receipt-overdue'].todo
    default:
      return others[advice]
  }
}

/** Names the route of cancellations that were refused or are not settled, as the alert does. */
export const cancellationTitle = (
  kind: 'cancellation-rejected' | 'cancellation-open',
  values: { readonly route: string; readonly count: string },
  language: Language,
): string => fill(alertWording[language].kinds[kind].name, values)

/** Reasons whose step is to key the order by hand. */
const KEYED: ReadonlySet<HoldReason> = new Set(['fault', 'unwritable', 'undelivered', 'route-gone'])

/** The step for a held order. `route` is empty where the order is held on every route. */
export const holdAdvice = (reason: HoldReason, route: string, supplier: WithRoutes, language: Language): string =>
  KEYED.has(reason) && isMailCopy(route, supplier)
    ? adviceText('copy', language)
    : alertWording[language].reasons[reason].todo
