import type { Problem } from '../model/problem.ts'
import { withTimeout } from '../web/time-limit.ts'
import type { AcceptPorts, PendingCall } from './accept-ports.ts'
import { callOutbox } from './call-outbox.ts'
import { retryInBackground } from './retry-in-background.ts'
import type { Invalid } from './validate.ts'

/** The chef already has the refusal; storing a copy must not delay the answer for longer. */
const KEEP_MS = 1_000

/**
 * Stores a verified but refused order, so that the desk finds the order when the chef calls. An order without an id
 * is only counted.
 */
export async function keepRefused({ refusal, named }: Invalid, body: Uint8Array, ports: AcceptPorts): Promise<void> {
  const { id, number, customer, deliveryDate = null } = named
  const refusedAt = ports.clock.now()
  const problems = JSON.stringify(firstOf(refusal.problems))
  const call: PendingCall =
    id === null
      ? { kind: 'count-nameless' }
      : {
          kind: 'keep-refused',
          order: { orderId: id, orderNumber: number, customer, deliveryDate, body, problems, refusedAt },
        }
  try {
    await withTimeout(KEEP_MS, callOutbox(call, ports.outbox()))
  } catch {
    ports.waitUntil(retryInBackground(call, ports))
  }
}

/** A row holds at most 2 MB, and a large order can have thousands of problems. The sender has the full list. */
const PROBLEMS_LENGTH = 500_000

function firstOf(problems: readonly Problem[]): Problem[] {
  let length = 0
  const end = problems.findIndex((problem) => {
    length += JSON.stringify(problem).length
    return length > PROBLEMS_LENGTH
  })
  return problems.slice(0, end < 0 ? problems.length : end)
}
