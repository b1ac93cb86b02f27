/** A mistake made on purpose in a copy of the source tree, which the storm must find. */
export interface Fault {
  readonly name: string
  readonly file: string
  /** Stands in the file once. */
  readonly text: string
  readonly becomes: string
  /** Part of the name of the check that finds it. */
  readonly foundBy: string
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'retry-under-a-new-key',
    file: 'src/steps/render.ts',
    text: 'const keyOf = ({ route, orderId, version, writing }: Lease,',
    becomes: 'const keyOf = ({ route, orderId, version, attempt: writing }: Lease,',
    foundBy: 'without a mark',
  },
  {
    name: 'forgotten-lease',
    file: 'src/outbox/queue.ts',
    text: 'WHERE d.route = ?1 AND d.next_at <= ?2 AND',
    becomes: "WHERE d.route = ?1 AND d.state <> 'sending' AND d.next_at <= ?2 AND",
    foundBy: 'settled in the end',
  },
  {
    name: 'swallowed-rejection',
    file: 'src/outbox/answers/acknowledgements.ts',
    text: "return closed ? 'noted' : 'refused'",
    becomes: "return 'noted'",
    foundBy: 'every rejection is told',
  },
  {
    name: 'untold-hold',
    file: 'src/steps/commit.ts',
    text: "if (holdReason && holdReason !== 'unconfirmed') {",
    becomes: "if (holdReason && holdReason !== 'unconfirmed' && holdReason !== 'revision') {",
    foundBy: 'has been told',
  },
  {
    name: 'fallback-without-a-mark',
    file: 'src/outbox/route/ladder.ts',
    text: 'const repeat = known.some((one) => one.ladder === ladder && mayHaveReached(one))',
    becomes: 'const repeat = known.some((one) => one.ladder !== ladder && mayHaveReached(one))',
    foundBy: 'without a mark',
  },
]
