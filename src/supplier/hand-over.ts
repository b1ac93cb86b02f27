import type { KeptCalls } from '../steps/accept-ports.ts'
import { bringPending } from '../steps/bring-pending.ts'
import type { RemoteOutbox } from './remote-outbox.ts'

interface HandOverPorts {
  readonly outbox: (supplier: string) => RemoteOutbox
  readonly pending: (supplier: string) => KeptCalls
}

/**
 * Hands to the outbox of a supplier's new name what is left at the old name: calls of ended requests, and messages. The
 * new outbox has the orders already.
 */
export async function handOver(from: string, to: string, { outbox, pending }: HandOverPorts): Promise<void> {
  for (let left = true; left; ) {
    const { brought, found } = await bringPending(pending(from), () => outbox(to))
    if (brought < found) throw new Error('The outbox of the new name does not answer.')
    left = found > 0
  }
  await outbox(to).takeMessages(await outbox(from).unsentMessages())
  await outbox(from).moved(to)
}
