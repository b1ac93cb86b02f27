import type { Withdrawal } from '../outbox/actions/withdraw.ts'
import type { AcceptingOutbox, PendingCall } from '../ports.ts'

/** Makes a call that may have been made before: each of them changes nothing the second time. */
export async function callOutbox(call: PendingCall, outbox: AcceptingOutbox): Promise<Withdrawal | 'taken'> {
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
      await outbox.countNameless()
      return 'taken'
  }
}
