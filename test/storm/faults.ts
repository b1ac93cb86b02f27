import type { Check } from '../crash/check.ts'
import type { KillMoment } from '../crash/kill-moment.ts'

/** A mistake made on purpose in a copy of the source tree, which the storm must find. */
export interface Fault {
  readonly name: string
  readonly file: string
  /** Stands in the file once. */
  readonly text: string
  readonly becomes: string
  /** Part of the name of the check that finds it. */
  readonly foundBy: string
  /** What the check says then, where another fault could break the same check. */
  readonly evidence?: RegExp
  /** Every kill comes at this moment, where the fault shows after such a kill only. */
  readonly killsWhen?: KillMoment['when']
}

/** What a broken check says of the fault; null where the check holds, or says something else. */
export const evidenceOf = ({ foundBy, evidence }: Fault, checks: readonly Check[]): string | null =>
  checks
    .filter(({ name }) => name.includes(foundBy))
    .flatMap(({ name, broken }) => broken.map((one) => `${name}: ${one}`))
    .find((said) => evidence === undefined || evidence.test(said)) ?? null

export const FAULTS: readonly Fault[] = [
  {
    name: 'retry-under-a-new-key',
    file: 'src/steps/render.ts',
    text: 'version, documentRevision }: Lease,',
    becomes: 'version, attempt: documentRevision }: Lease,',
    foundBy: 'without a mark',
  },
  {
    name: 'forgotten-lease',
    file: 'src/outbox/queue.ts',
    text: 'MAY_BE_SENT = `d.route = ?1 AND d.next_at <= ?2 AND',
    becomes: "MAY_BE_SENT = `d.route = ?1 AND d.state <> 'sending' AND d.next_at <= ?2 AND",
    foundBy: 'settled in the end',
    killsWhen: 'as a document leaves',
  },
  {
    name: 'swallowed-rejection',
    file: 'src/replies/acknowledge.ts',
    text: 'if (needsAlert) {',
    becomes: "if (needsAlert && verdict !== 'rejected') {",
    foundBy: 'every rejection is told',
  },
  {
    name: 'untold-hold',
    file: 'src/outbox/alerts/raise-alert.ts',
    text: 'const cause = causeOf(sql, occurrence)',
    becomes: "const cause = causeOf(sql, occurrence)\n  if (cause === 'revision') return",
    foundBy: 'has been told',
  },
  {
    name: 'fallback-without-a-mark',
    file: 'src/outbox/route/fallback-chain.ts',
    text: 'const repeat = known.some((delivery) => delivery.primaryRoute === primaryRoute && mayHaveReached(delivery))',
    becomes: 'const repeat = known.length < 0',
    foundBy: 'without a mark',
    evidence: /by shop .* by mail /,
  },
  {
    name: 'discard-drops-the-earlier-version',
    file: 'src/outbox/actions/discard.ts',
    text: "reinstate(ports, orderId, held.version, 'discarded')",
    becomes: 'void ports',
    foundBy: 'comes by every route',
  },
  {
    name: 'mailbox-offers-the-replaced-version',
    file: 'src/outbox/mailbox/mailbox.ts',
    text: "AND l.version > d.version AND l.purpose <> 'cancellation'",
    becomes: "AND l.version > d.version AND l.purpose = 'cancellation'",
    foundBy: 'older content',
  },
]
