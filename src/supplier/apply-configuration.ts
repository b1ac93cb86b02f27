import { reassignAlerts } from '../outbox/alerts/alerts.ts'
import { raiseAlert, resolveRemoved } from '../outbox/alerts/raise-alert.ts'
import {
  changeTransports,
  hideHandedOver,
  holdOrphaned,
  recheckFallbacks,
  sendUncollected,
} from '../outbox/route/changed-routes.ts'
import { applySequences } from '../outbox/route/customer-sequence.ts'
import { sendByNewRoutes } from '../outbox/route/new-routes.ts'
import { sendUnconfirmedAt } from '../profile/shipping.ts'
import type { Route } from '../profile/supplier.ts'
import { alertBadSecrets } from './alert-bad-secrets.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import { travelling } from './travelling.ts'

/**
 * Applies a changed configuration to the stored orders, in one transaction. Runs whenever the outbox wakes, because only
 * the stored rows show which configuration was the last.
 */
export function applyConfiguration(ports: DispatcherPorts, lateAfter: number): void {
  const { sql, clock, supplier } = ports
  sql.atomically(() => {
    reassignAlerts(sql, ports.alerts.channels)
    const routes = namesOf(supplier.routes)
    for (const orphan of holdOrphaned(sql, routes, clock.now())) {
      raiseAlert(ports, { kind: 'held', ...orphan, cause: 'route-gone', why: '' })
    }
    changeTransports(sql, supplier.routes.map(travelling), clock.now())
    applySequences(sql, namesOf(supplier.routes.filter(({ order }) => order === 'customer')))
    const mailboxes = supplier.routes.filter(({ transport }) => transport.kind === 'mailbox')
    const others = supplier.routes.filter((route) => !mailboxes.includes(route))
    sendUncollected(sql, namesOf(others), clock.now(), clock.now() + lateAfter)
    hideHandedOver(sql, namesOf(mailboxes), clock.now())
    sendByNewRoutes(sql, routes, clock.now(), {
      lateAfter,
      sendUnconfirmedAt: (route, cutOff) => sendUnconfirmedAt(supplier, route, clock.now(), cutOff),
    })
    recheckFallbacks(sql, supplier.routes)
    resolveRemoved(ports, { routes, hasArchive: supplier.archive !== undefined })
    alertBadSecrets(supplier.webhook?.secrets ?? [], ports.secrets, ports)
  })
}

const namesOf = (routes: readonly Route[]): string[] => routes.map(({ name }) => name)
