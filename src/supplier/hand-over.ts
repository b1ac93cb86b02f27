import type { KeptCalls, PendingCalls, PendingPage } from '../steps/accept-ports.ts'
import { bringPending } from '../steps/bring-pending.ts'
import type { RemoteOutbox } from './remote-outbox.ts'

interface HandOverPorts {
  readonly outbox: (supplier: string) => RemoteOutbox
  readonly pending: (supplier: string) => PendingCalls & KeptCalls
}

/**
 * Hands to the outbox of a supplier's new name what is left at the old name: calls of ended requests, and messages. The
 * new outbox has the orders already.
 */
export async function handOver(from: string, to: string, { outbox, pending }: HandOverPorts): Promise<void> {
  for (let left = true; left; ) {
    const { brought, found } = await bringPending(pending(from), () => outbox(to))
    if (brought < found) await moveCalls(pending(from), pending(to))
    left = found > 0
  }
  await outbox(to).takeMessages(await outbox(from).unsentMessages())
  await outbox(from).moved(to)
}

/** A call that fails now is made by the cron, which looks at the new name only. */
async function moveCalls(from: KeptCalls, to: PendingCalls): Promise<void> {
  for (let after: string | null = ''; after !== null; ) {
    const { calls, next }: PendingPage = await from.list(after)
    for (const { id, call } of calls) {
      await to.add(id, call)
      await from.remove(id)
    }
    after = next
  }
}
