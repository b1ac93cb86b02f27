import type { UnconfirmedCause } from './retract-acceptance.ts'

/** Names in calls that an earlier gateway stored, or makes during a roll-out. */
const PRESENT = { failed: 'answered-error', gone: 'disconnected' } as const satisfies Record<string, UnconfirmedCause>

export type EarlierCause = keyof typeof PRESENT

export const presentCause = (cause: UnconfirmedCause | EarlierCause): UnconfirmedCause =>
  isEarlier(cause) ? PRESENT[cause] : cause

const isEarlier = (cause: string): cause is EarlierCause => Object.hasOwn(PRESENT, cause)
