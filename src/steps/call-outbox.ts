import type { RetractionResult } from '../outbox/actions/retract-acceptance.ts'
import type { AcceptingOutbox, PendingCall } from './accept-ports.ts'

/** Makes a call that may be a repetition. */
export async function callOutbox(call: PendingCall, outbox: AcceptingOutbox): Promise<RetractionResult | 'taken'> {
  switch (call.kind) {
    case 'withdraw':
      return outbox.withdraw(call.orderId, call.requestId, call.doubt)
    case 'accept':
      await outbox.accept(call.submission)
      return 'taken'
    case 'keep-refused':
      await outbox.keepRefused(call.order)
      return 'taken'
    case 'count-nameless':
      await outbox.countOrdersWithoutId()
      return 'taken'
  }
}
