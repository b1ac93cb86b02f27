import { err, ok, type Result } from '../result.ts'
import { newerFormat } from '../stored-format.ts'

/**
 * One set of credentials at Apicbase, shared by every supplier that has it: its token, and when a request may be sent. Pure; an
 * object of its own keeps the state, so that one thread decides.
 */
export interface AccountState {
  /** Requests that may have reached them within the last minute, or are about to. */
  readonly slots: readonly Slot[]
  readonly lastTicket: number
  /** They asked us to wait until then. */
  readonly notBefore: number
  readonly token: EncryptedToken | null
}

interface Slot {
  readonly ticket: number
  /** It has reached them by then, if it ever does. */
  readonly latest: number
}

/** Encrypted by whoever holds the client secret; the object can't read it. */
export interface EncryptedToken {
  readonly sealed: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export interface Wish {
  readonly perMinute: number
  /** How long the request may take once it is sent, in milliseconds. */
  readonly requestMs: number
  /** Without a turn within so many milliseconds none is wanted. */
  readonly patienceMs: number
}

/** What became of earlier requests. */
export interface Outcome {
  /** Those that have ended by now, answered or not. */
  readonly done: readonly number[]
  /** They want us to wait so long. */
  readonly pauseMs: number
}

export interface Grant {
  /** Null: not within the patience; `waitMs` says after how long it is worth asking again. */
  readonly ticket: number | null
  readonly waitMs: number
}

export const WINDOW_MS = 60_000
/** Between the end of the time allowed for a request and the moment we are told of it. */
const SLACK_MS = 5_000
const LONGEST_PAUSE_MS = 86_400_000

export const NEW_ACCOUNT: AccountState = { slots: [], lastTicket: 0, notBefore: 0, token: null }

const FORMAT = 1
/** Begins the message of an account object that must not be used. */
export const NEWER_ACCOUNT = 'The object that counts requests to Apicbase cannot read its storage.'

/** As it is stored. */
export type StoredAccount = AccountState & { readonly format?: number }

export const storedAccount = (state: AccountState): StoredAccount => ({ ...state, format: FORMAT })

/** The state of what was stored; or why it cannot be read. */
export function readAccount(stored: StoredAccount | undefined): Result<AccountState, string> {
  const { format, ...state }: StoredAccount = stored ?? NEW_ACCOUNT
  const newer = newerFormat(format, FORMAT)
  return newer === null ? ok(state) : err(`${NEWER_ACCOUNT} ${newer}`)
}

/**
 * The next turn. Of any `perMinute` requests sent one after the other, the first has reached them a whole window before the one
 * after the last is sent: so no window of theirs ever holds more, however long requests travel.
 */
export function grant(
  state: AccountState,
  { perMinute, requestMs, patienceMs }: Wish,
  now: number,
): [AccountState, Grant] {
  const slots = state.slots.filter(({ latest }) => latest > now - WINDOW_MS)
  const newestFirst = slots.map(({ latest }) => latest).sort((a, b) => b - a)
  const full = newestFirst[perMinute - 1]
  const at = Math.max(now, state.notBefore, full === undefined ? now : full + WINDOW_MS)
  const waitMs = at - now
  if (waitMs > patienceMs)
    return [
      { ...state, slots },
      { ticket: null, waitMs },
    ]
  const ticket = state.lastTicket + 1
  const slot: Slot = { ticket, latest: at + requestMs + SLACK_MS }
  return [
    { ...state, slots: [...slots, slot], lastTicket: ticket },
    { ticket, waitMs },
  ]
}

/** A request that has ended has reached them by now, and not later. */
export function settle(state: AccountState, { done, pauseMs }: Outcome, now: number): AccountState {
  return {
    ...state,
    slots: state.slots.map((slot) =>
      done.includes(slot.ticket) ? { ...slot, latest: Math.min(slot.latest, now) } : slot,
    ),
    notBefore: pauseMs > 0 ? Math.max(state.notBefore, now + Math.min(pauseMs, LONGEST_PAUSE_MS)) : state.notBefore,
  }
}
