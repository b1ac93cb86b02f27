import type { Answer, Gateway, Word } from './gateway.ts'
import type { Entry, Journal } from './journal.ts'

/** Says to the gateway what it doesn't know yet of one document. `null`: nothing more to say now; else why it could not be said. */
export async function reportStatus(
  given: Entry,
  journal: Journal,
  gateway: Gateway,
  now: () => number,
): Promise<Answer<Entry>> {
  let entry = given
  for (;;) {
    const word = wordFor(entry)
    if (!word) return { kind: 'ok', value: entry }
    const since = word === 'consumed' ? entry.goneAt : word === 'collected' ? entry.placedAt : undefined
    const agoSeconds = Math.max(0, now() - (since ?? now())) / 1000
    const reason = entry.reason === undefined ? {} : { reason: entry.reason }
    const answer = await gateway.say(entry.id, word, { round: entry.round, agoSeconds, ...reason })
    if (answer.kind === 'unreachable') return answer
    if (answer.kind === 'refused' && !isSettledOtherwise(answer)) return answer
    entry = { ...entry, state: answer.kind === 'ok' ? AFTER[word] : 'unheard' }
    journal.save(entry)
  }
}

const AFTER = { collected: 'collected', consumed: 'eaten', failed: 'refused' } as const

/** Only one thing after the other: what was eaten was collected first. */
function wordFor({ state, goneAt }: Entry): Word | null {
  if (state === 'placed') return 'collected'
  if (state === 'failed') return 'failed'
  return state === 'collected' && goneAt !== undefined ? 'consumed' : null
}

/** Superseded, discarded, or the opposite was said: a person's word stands. Not so when it was handed over anew: then the list tells more. */
const isSettledOtherwise = ({ status, code }: { status: number; code: string }): boolean =>
  (status === 409 || status === 410 || status === 404) && (code === 'wrong-state' || code === 'not-found')

/** There is something that the gateway doesn't know. */
export const needsReport = (entry: Entry): boolean => wordFor(entry) !== null
