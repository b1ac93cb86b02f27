import type { Lease } from '../outbox/queue.ts'
import { requireRoute } from '../profile/route-named.ts'
import type { OutgoingDocument } from '../transports/transport.ts'
import { compose } from './compose.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { mailFacts } from './mail-facts.ts'
import { keyOf, mailTokens } from './render.ts'
import { occasionOf, orderOf } from './stored-order.ts'

/**
 * Writes a second mail about an order that no person confirmed, with the link of the first. The mail has no attachment,
 * because a system could import the attached document twice. Null if the order no longer fits the mail.
 */
export async function composeReminder(lease: Lease, ports: DispatchPorts): Promise<OutgoingDocument | null> {
  const { supplier, name } = ports
  const route = requireRoute(supplier, lease.route)
  const order = orderOf(lease, ports)
  const { confirmUrl } = await mailTokens(lease, route, ports)
  if (confirmUrl === undefined) return null
  const { attach: _, ...document } = route.document as typeof route.document & { readonly attach?: unknown }
  const occasion = { ...occasionOf(lease, ports), ...mailFacts(lease, ports), confirmUrl } as const
  // A template of the supplier's own may not know reminders. The mark of a possible repeat keeps the order from being
  // carried out twice.
  const marked = { ...occasion, possibleRepeat: true, reminder: true } as const
  const key = await keyOf(lease, ports, '\nreminder')
  const composed = await compose(order, { ...route, document }, supplier, marked, key)
  if (!composed.ok) return null
  return {
    ...{ document: composed.value, key, supplier: name, route: lease.route, orderNumber: order.number },
    ...{ version: lease.version, resendCount: 0, documentRevision: 1, possibleRepeat: true },
    ...{ needsProbe: false, mayHaveArrived: false, progress: null },
  }
}
