import { ok, type Result } from '../model/result.ts'
import type { Acceptance } from '../outbox/accept.ts'
import type { AcceptPorts } from './accept-ports.ts'
import type { Judged } from './judge.ts'
import { submitOrder } from './submit-order.ts'
import type { Invalid } from './validate.ts'

interface Settled extends Pick<Judged, 'order'> {
  readonly answer: Acceptance | 'closed' | null
}

/** Entries that change while each judgement is under way must not keep the order out for ever. */
const MOST_JUDGEMENTS = 3

/**
 * Submits an order to the outbox. When the outbox answers with newer entries of the catalogue, the order is judged
 * again. So a change of the catalogue costs one more call, and an unchanged catalogue costs none.
 */
export async function submitJudged(
  first: Judged,
  judgeAgain: () => Promise<Result<Judged, Invalid>>,
  ports: AcceptPorts,
): Promise<Result<Settled, Invalid>> {
  const { unconfirmed = false } = first.submission
  let judged = first
  for (let judgements = 1; ; judgements++) {
    const judgedBy = judgements < MOST_JUDGEMENTS ? judged.judgedBy : undefined
    const answer = await submitOrder({ ...judged.submission, unconfirmed }, ports, judgedBy)
    if (answer === null || answer === 'closed' || !('changes' in answer)) return ok({ order: judged.order, answer })
    ports.catalogue.learn(answer)
    const again = await judgeAgain()
    if (!again.ok) return again
    judged = again.value
  }
}
