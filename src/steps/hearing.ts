import type { Acknowledgement } from '../documents/answers/acknowledgement.ts'
import { type Confirmation, confirm, confirmationOf } from '../outbox/actions/confirmation.ts'
import { mailNamed } from '../outbox/answers/mail-names.ts'
import type { Mailed } from '../web/delivery-token.ts'
import { acknowledge, tellStray } from './acknowledge.ts'
import { hearBounce } from './hear-bounce.ts'
import { type HeardDocument, hearDocument } from './hear-document.ts'
import { type Hearing, hearNotification, hearStranger, type Notification, routeCalled } from './hear-notification.ts'
import type { Bounce } from './read-bounce.ts'

/** What receivers, and their systems, say of what they were sent: each written down as one, and what follows begins at once. */
export function hearing(ports: Hearing, acted: <T>(result: T) => T) {
  const asOne = <T>(work: () => T): T => acted(ports.sql.atomically(work))
  return {
    acknowledge: (route: string, given: readonly Acknowledgement[]) =>
      asOne(() => acknowledge(routeCalled(route, ports), given, ports)),
    /** What the link in a mail speaks of. */
    confirmation: (route: string, mailed: Mailed): Confirmation | null => confirmationOf(ports.sql, route, mailed),
    confirm: (route: string, mailed: Mailed): Confirmation | null =>
      asOne(() => confirm(ports.sql, route, mailed, ports.clock.now())),
    /** Somebody with the token sent what can't be read. */
    tellUnreadable: (route: string, why: string) => asOne(() => tellStray(route, why, ports)),
    hearDocument: (given: HeardDocument) => asOne(() => hearDocument(given, ports)),
    hearBounce: (route: string, mailed: Mailed, bounce: Bounce) =>
      asOne(() => hearBounce(route, mailed, bounce, ports)),
    /** The same, of a mail that is known by its Message-ID alone. */
    hearNamedBounce: (route: string, name: string, bounce: Bounce) =>
      asOne(() => {
        const mailed = mailNamed(ports.sql, route, name)
        return mailed ? hearBounce(route, mailed, bounce, ports) : 'unknown'
      }),
    hearNotification: (given: Notification) => asOne(() => hearNotification(given, ports)),
    hearStranger: (messageId: string, routes: readonly string[], why: string) =>
      asOne(() => hearStranger(messageId, routes, why, ports)),
  }
}
