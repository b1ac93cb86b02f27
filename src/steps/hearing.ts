import type { Mailed } from '../confirmation-link.ts'
import type { Acknowledgement } from '../documents/acknowledgement.ts'
import { type Confirmation, confirm, confirmationOf } from '../outbox/confirmation.ts'
import type { Telling } from '../outbox/tell.ts'
import type { Route, Supplier } from '../supplier.ts'
import { acknowledge, tellStray } from './acknowledge.ts'
import { hearNotification, hearStranger, type Notification } from './hear-notification.ts'

/** What receivers, and their systems, say of what they were sent: each written down as one, and what follows begins at once. */
export function hearing(ports: Telling & { readonly supplier: Supplier }, acted: <T>(result: T) => T) {
  const asOne = <T>(work: () => T): T => acted(ports.sql.atomically(work))
  const routeCalled = (name: string): Route => {
    const route = ports.supplier.routes.find((one) => one.name === name)
    if (!route) throw new Error(`The configuration has no route ${name}.`)
    return route
  }
  return {
    acknowledge: (route: string, given: readonly Acknowledgement[]) =>
      asOne(() => acknowledge(routeCalled(route), given, ports)),
    /** What the link in a mail speaks of. */
    confirmation: (route: string, mailed: Mailed): Confirmation | null => confirmationOf(ports.sql, route, mailed),
    confirm: (route: string, mailed: Mailed): Confirmation | null =>
      asOne(() => confirm(ports.sql, route, mailed, ports.clock.now())),
    /** Somebody with the token sent what can't be read. */
    tellUnreadable: (route: string, why: string) => asOne(() => tellStray(route, why, ports)),
    hearNotification: (given: Notification) => asOne(() => hearNotification(given, ports)),
    hearStranger: (messageId: string, routes: readonly string[], why: string) =>
      asOne(() => hearStranger(messageId, routes, why, ports)),
  }
}
