import { type Equivalent, UNREACHED } from './equivalent.ts'

export const EQUIVALENT_OUTBOX: readonly Equivalent[] = [
  {
    file: 'src/outbox/wake.ts',
    operator: 'number',
    was: '1',
    on: '-1',
    why: 'Every time in storage is later than both.',
  },
  {
    file: 'src/outbox/actions/cancel.ts',
    operator: 'swap arguments',
    was: 'delivery, current',
    on: 'sharesChain',
    why: 'Two deliveries share a chain the same either way round.',
  },
  {
    file: 'src/outbox/decide.ts',
    operator: 'swap arguments',
    was: 'digest, arrival.digest',
    why: 'Two contents are the same either way round.',
  },
  {
    file: 'src/outbox/new-deliveries.ts',
    operator: 'comparison',
    was: 'checkAt > now',
    why: 'A fallback that is due as the order arrives takes over before the attempt starts.',
  },
  {
    file: 'src/outbox/actions/send-by.ts',
    operator: 'number',
    was: '1',
    on: 'fencingToken = 1',
    why: UNREACHED,
  },
  {
    file: 'src/outbox/queue.ts',
    operator: 'number',
    was: '0',
    on: 'NEXT_BEGUN',
    why: 'A route without a sequence has no rows in customer_sequence.',
  },
  {
    file: 'src/outbox/route/fallback-chain.ts',
    operator: 'drop statement',
    was: 'lookAgain(sql, due, NEVER)',
    why: 'The next check finds a held delivery, and writes the same.',
  },
  {
    file: 'src/outbox/purge.ts',
    operator: 'number',
    was: '1',
    on: 'due.at(-1)',
    why: 'The next page passes the purged order instead.',
  },
  {
    file: 'src/model/backoff.ts',
    operator: 'number',
    was: '0',
    on: '??',
    why: UNREACHED,
  },
]
