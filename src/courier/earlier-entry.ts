import type { Entry } from './journal.ts'

const STATES: Readonly<Record<string, Entry['state']>> = { eaten: 'consumed', unheard: 'closed' }

/** A journal entry of format 1. */
type EarlierEntry = Omit<Entry, 'handover' | 'consumedAt'> & {
  readonly round: number
  readonly goneAt?: number
}

export const withPresentNames = ({ round, goneAt, state, ...entry }: EarlierEntry): Entry => ({
  ...entry,
  handover: round,
  state: STATES[state] ?? state,
  ...(goneAt === undefined ? {} : { consumedAt: goneAt }),
})
