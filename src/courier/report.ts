import type { Answer, Gateway, Word } from './gateway.ts'
import type { Entry, Journal } from './journal.ts'

/**
 * Reports to the gateway the unknown status of one document. Returns null if there is nothing more to report, or the
 * reason of a failure.
 */
export async function reportStatus(
  before: Entry,
  journal: Journal,
  gateway: Gateway,
  now: () => number,
): Promise<Answer<Entry>> {
  let entry = before
  for (;;) {
    const word = wordFor(entry)
    if (!word) return { kind: 'ok', value: entry }
    const since = word === 'consumed' ? entry.consumedAt : word === 'collected' ? entry.placedAt : undefined
    const agoSeconds = Math.max(0, now() - (since ?? now())) / 1000
    const reason = entry.reason === undefined ? {} : { reason: entry.reason }
    const answer = await gateway.say(entry.id, word, { handover: entry.handover, agoSeconds, ...reason })
    if (answer.kind === 'unreachable') return answer
    if (answer.kind === 'refused' && !isSettledOtherwise(answer, word)) return answer
    entry = { ...entry, state: answer.kind === 'ok' ? AFTER[word] : 'closed' }
    journal.save(entry)
  }
}

const AFTER = { collected: 'collected', consumed: 'consumed', failed: 'refused' } as const

/** Chooses the next report: `collected` comes before `consumed`. */
function wordFor({ state, consumedAt }: Entry): Word | null {
  if (state === 'placed') return 'collected'
  if (state === 'failed') return 'failed'
  return state === 'collected' && consumedAt !== undefined ? 'consumed' : null
}

/**
 * The document was superseded or discarded, or a person reported the opposite: the person's decision stands. A new
 * handover is different: the list then says more. A gateway without the document, as after a restore, may get the
 * document back, so the report of a placed document is repeated.
 */
const isSettledOtherwise = ({ status, code }: { status: number; code: string }, word: Word): boolean =>
  status === 404
    ? code === 'not-found' && word === 'failed'
    : (status === 409 || status === 410) && code === 'wrong-state'

/** Whether the gateway does not yet know the status. */
export const needsReport = (entry: Entry): boolean => wordFor(entry) !== null
