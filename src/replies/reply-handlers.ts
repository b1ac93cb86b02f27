import type { Acknowledgement } from '../model/acknowledgement.ts'
import { type Confirmation, confirm, confirmationOf } from '../outbox/actions/confirmation.ts'
import { mailNamed } from '../outbox/answers/mail-names.ts'
import { requireRoute } from '../profile/route-named.ts'
import type { Mailed } from '../web/delivery-token.ts'
import { acknowledge, alertUnmatched } from './acknowledge.ts'
import { type As2Document, processAs2Document } from './process-as2-document.ts'
import { processBounce } from './process-bounce.ts'
import { type Notification, processMdn, type ReplyPorts, recordUnverified } from './process-mdn.ts'
import type { Bounce } from './read-bounce.ts'

/** Handles the replies of receivers. Each reply is one transaction, and the follow-up work starts at once. */
export function createReplyHandlers(ports: ReplyPorts, afterCommand: <T>(result: T) => T) {
  const asOne = <T>(work: () => T): T => afterCommand(ports.sql.atomically(work))
  return {
    acknowledge: (route: string, replies: readonly Acknowledgement[]) =>
      asOne(() => acknowledge(requireRoute(ports.supplier, route), replies, ports)),
    /** Finds the order behind the link in a mail. */
    confirmation: (route: string, mailed: Mailed): Confirmation | null => confirmationOf(ports.sql, route, mailed),
    confirm: (route: string, mailed: Mailed): Confirmation | null =>
      asOne(() => confirm(ports.sql, route, mailed, ports.clock.now())),
    /** A caller with a valid token sent unreadable data. */
    alertUnreadable: (route: string, why: string) => asOne(() => alertUnmatched(route, why, ports)),
    processAs2Document: (document: As2Document) => asOne(() => processAs2Document(document, ports)),
    processBounce: (route: string, mailed: Mailed, bounce: Bounce) =>
      asOne(() => processBounce(route, mailed, bounce, ports)),
    /** Processes a bounce that only its Message-ID identifies. */
    processNamedBounce: (route: string, name: string, bounce: Bounce) =>
      asOne(() => {
        const mailed = mailNamed(ports.sql, route, name)
        return mailed ? processBounce(route, mailed, bounce, ports) : 'unknown'
      }),
    processMdn: (notification: Notification) => asOne(() => processMdn(notification, ports)),
    recordUnverified: (messageId: string, routes: readonly string[], why: string) =>
      asOne(() => recordUnverified(messageId, routes, why, ports)),
  }
}
