import { err, ok, type Result } from '../model/result.ts'
import { newerFormat } from '../model/stored-format.ts'

/**
 * A pair of credentials at Apicbase: the access token, and the times at which requests may be sent. All suppliers
 * with the credentials share the account. Pure; a Durable Object holds the state, so that one thread decides.
 */
export interface AccountState {
  /** Requests that may have reached Apicbase within the last minute, or soon will. */
  readonly slots: readonly Slot[]
  readonly lastTicket: number
  /** Apicbase asked for a pause until this time. */
  readonly notBefore: number
  readonly token: EncryptedToken | null
}

interface Slot {
  readonly ticket: number
  /** The latest time at which the request can reach Apicbase. */
  readonly latest: number
}

/** Encrypted with the client secret, so the object cannot read the token. */
export interface EncryptedToken {
  /** Absent in what an earlier gateway stored: the next request gets a new token. */
  readonly encrypted?: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export interface TurnRequest {
  readonly perMinute: number
  /** The longest time that a request may take after sending, in milliseconds. */
  readonly requestMs: number
  /** The longest useful wait for a turn, in milliseconds. */
  readonly patienceMs: number
}

/** The results of earlier requests. */
export interface Outcome {
  /** The tickets of requests that have ended, with or without an answer. */
  readonly done: readonly number[]
  /** The pause that Apicbase asked for, in milliseconds. */
  readonly pauseMs: number
}

export interface Grant {
  /** Null when the wait is longer than the patience. `waitMs` says when to ask again. */
  readonly ticket: number | null
  readonly waitMs: number
}

export const WINDOW_MS = 60_000
/** The time from the end of a request's time limit to the report. */
const SLACK_MS = 5_000
const LONGEST_PAUSE_MS = 86_400_000

export const NEW_ACCOUNT: AccountState = { slots: [], lastTicket: 0, notBefore: 0, token: null }

const FORMAT = 1
/** The start of the error message of an account object that must not be used. */
export const NEWER_ACCOUNT = 'The object that counts requests to Apicbase cannot read its storage.'

/** The stored form of the state. */
export type StoredAccount = AccountState & { readonly format?: number }

export const storedAccount = (state: AccountState): StoredAccount => ({ ...state, format: FORMAT })

/** Returns the stored state, or why the state cannot be read. */
export function readAccount(stored: StoredAccount | undefined): Result<AccountState, string> {
  const { format, ...state }: StoredAccount = stored ?? NEW_ACCOUNT
  const newer = newerFormat(format, FORMAT)
  return newer === null ? ok(state) : err(`${NEWER_ACCOUNT} ${newer}`)
}

/**
 * Grants the next turn. Of any `perMinute` requests in a row, the first has reached Apicbase a full window before the
 * next request is sent. So no window at Apicbase ever holds more requests, however long requests travel.
 */
export function grant(
  state: AccountState,
  { perMinute, requestMs, patienceMs }: TurnRequest,
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

/** A request that has ended cannot reach Apicbase later. */
export function settle(state: AccountState, { done, pauseMs }: Outcome, now: number): AccountState {
  return {
    ...state,
    slots: state.slots.map((slot) =>
      done.includes(slot.ticket) ? { ...slot, latest: Math.min(slot.latest, now) } : slot,
    ),
    notBefore: pauseMs > 0 ? Math.max(state.notBefore, now + Math.min(pauseMs, LONGEST_PAUSE_MS)) : state.notBefore,
  }
}
