import type { Answer, Gateway, Word } from './gateway.ts'
import type { Entry, Journal } from './journal.ts'

/**
 * After this time the rest waits for the next turn, which starts at once. So the courier notices consumed files in
 * between.
 */
export const STRETCH_MS = 3_000
/** A refused report is repeated after this time, or as soon as the gateway lists the document. */
const REPEAT_MS = 5 * 60_000

interface ReportPorts {
  readonly gateway: Gateway
  readonly journal: Journal
  readonly clock: { now(): number }
}

/** Reports to the gateway, and remembers which reports the gateway refused. */
export function openReports({ gateway, journal, clock }: ReportPorts) {
  const refusals = new Map<string, { readonly at: number; readonly handover: number }>()

  function isAskedAgain({ id, handover }: Entry): boolean {
    const last = refusals.get(id)
    const since = last?.handover === handover ? clock.now() - last.at : REPEAT_MS
    return since < 0 || since >= REPEAT_MS
  }

  /** Reports one document, as `reportStatus`. */
  async function report(entry: Entry): Promise<Answer<Entry>> {
    const answer = await reportStatus(entry, journal, gateway, clock.now)
    if (answer.kind === 'ok') refusals.delete(entry.id)
    if (answer.kind === 'refused') refusals.set(entry.id, { at: clock.now(), handover: entry.handover })
    return answer
  }

  return {
    report,
    /**
     * Reports in the order of the events. Refused reports come last, so that they keep no other report from the gateway.
     * Returns true if a report that the gateway did not refuse yet waits for the next turn.
     */
    async reportAll(listed: readonly { readonly id: string }[]): Promise<boolean> {
      const begunAt = clock.now()
      const ids = new Set(listed.map(({ id }) => id))
      const due = journal
        .all()
        .filter((entry) => needsReport(entry) && (ids.has(entry.id) || isAskedAgain(entry)))
        .sort((a, b) => Number(refusals.has(a.id)) - Number(refusals.has(b.id)) || a.at - b.at)
      for (const entry of due) {
        if (clock.now() - begunAt > STRETCH_MS) return !refusals.has(entry.id)
        if ((await report(entry)).kind === 'unreachable') return false
      }
      return false
    },
  }
}

/**
 * Reports to the gateway the unknown status of one document. Returns null if there is nothing more to report, or the
 * reason of a failure.
 */
async function reportStatus(
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
const needsReport = (entry: Entry): boolean => wordFor(entry) !== null
