import type { ApiFailure } from '../outbox/order-api/poll-state.ts'
import type { Clock, Network, Secrets } from '../ports.ts'
import type { OrderApi } from '../profile/order-api.ts'
import { err, ok, type Result } from '../result.ts'
import { type EncryptedToken, type Grant, NEWER_ACCOUNT, type Outcome, type Wish } from './api-account.ts'
import { type Answer, ask } from './api-request.ts'
import { TOKEN_STATUSES, tokenIn, tokenRequest, tokenUrl } from './api-token.ts'
import { budgetExceeded, type RunBudget, timeLeft } from './run-budget.ts'
import { decryptToken, encryptToken, type TokenKey } from './token-seal.ts'

/** The credentials' own object, as a run reaches it. */
export interface ApiAccount {
  /** Reports what became of earlier requests, and asks for the next turn. */
  turn(outcome: Outcome, wish: Wish): Promise<Grant>
  report(outcome: Outcome): Promise<void>
  /** Null when there is none, or it has run out. */
  token(): Promise<EncryptedToken | null>
  keepToken(token: EncryptedToken): Promise<void>
}

export interface SessionMeans {
  readonly wire: Network
  readonly clock: Clock
  readonly secrets: Secrets
  /** By the digest of the credentials: whoever has the same ones shares it. */
  readonly account: (credentials: string) => ApiAccount
  readonly wait: (milliseconds: number) => Promise<void>
  readonly spending: RunBudget
  /** Without a turn within so many milliseconds none is wanted; what is left of the run unless given. */
  readonly patienceMs?: number
  /** Called before a wait: whoever holds something for this run holds it for longer. */
  readonly hold: (milliseconds: number) => Promise<boolean>
}

export type JsonAnswer = Extract<Answer, { kind: 'json' }>

/** One run's way to the API: with a token, in turn, and once more where something passes by itself. */
export interface ApiSession {
  get(url: string): Promise<Result<JsonAnswer, ApiFailure>>
  /** Sent once: whoever sends it comes back for what failed. Null when it was taken; else the 4xx. */
  patch(url: string, body: unknown): Promise<Result<number | null, ApiFailure>>
  /** Tells the account that this run is over. */
  close(): Promise<void>
}

/** Before another try; the first is 0: a fault of a moment. What came whole and can't be read is less likely to pass. */
const WAITS_MS = { failed: [0, 1_000, 5_000], unreadable: [0, 1_000] }

export function openSession(api: OrderApi, credentials: string, key: TokenKey, means: SessionMeans): ApiSession {
  const { clock, spending } = means
  const account = means.account(credentials)
  const timeoutMs = api.timeoutSeconds * 1000
  let outcome: Outcome = { done: [], pauseMs: 0 }
  /** What this run sends, and what it was when it was refused. */
  let token: string | null = null
  let refused: string | null = null
  /** The token was given out in this run and nothing has been answered with it yet. */
  let isFresh = false

  const took = (): Outcome => {
    const told = outcome
    outcome = { done: [], pauseMs: 0 }
    return told
  }

  /** One request in its turn. */
  async function send(url: string, init: (token: string | null) => RequestInit): Promise<Result<Answer, ApiFailure>> {
    const over = budgetExceeded(spending, api, clock.now())
    if (over !== null) return err({ kind: 'spent', reason: over })
    const patienceMs = Math.min(means.patienceMs ?? Number.POSITIVE_INFINITY, timeLeft(spending, api, clock.now()))
    const wish: Wish = { perMinute: api.requestsPerMinute, requestMs: timeoutMs, patienceMs }
    spending.calls++
    const turn = await account.turn(took(), wish).catch(unreached)
    if (typeof turn === 'string') return err({ kind: 'failed', reason: turn })
    if (turn.ticket === null) {
      const seconds = Math.ceil(turn.waitMs / 1000)
      return err({ kind: 'spent', reason: `The next request may be made in ${seconds} seconds.` })
    }
    if (!(await means.hold(turn.waitMs + timeoutMs)))
      return err({ kind: 'spent', reason: 'Another run has taken over.' })
    if (turn.waitMs > 0) await means.wait(turn.waitMs)
    spending.requests++
    const answer = await ask(means, url, init(token), { timeoutMs, maxBytes: api.maxPageBytes })
    outcome = { done: [...outcome.done, turn.ticket], pauseMs: Math.max(outcome.pauseMs, answer.waitMs) }
    return ok(answer)
  }

  /** What an earlier run, or another supplier's, has left. */
  async function keptToken(): Promise<string | null> {
    spending.calls++
    const kept = await account.token().catch(() => null)
    const opened = kept && (await decryptToken(kept.sealed, key))
    return opened === refused ? null : opened
  }

  async function renew(): Promise<ApiFailure | null> {
    const answer = await persist(tokenUrl(api), () => tokenRequest(key), TOKEN_STATUSES)
    // Only of a page does it say anything that this address can't be read.
    if (!answer.ok) return answer.error.kind === 'unreadable' ? { ...answer.error, kind: 'failed' } : answer.error
    const given = tokenIn(answer.value.json, clock.now())
    if (!given.ok) return given.error
    token = given.value.token
    isFresh = true
    spending.calls++
    // One that can't be kept is asked for again.
    await account
      .keepToken({ sealed: await encryptToken(token, key), expiresAt: given.value.expiresAt })
      .catch(() => {})
    return null
  }

  /** Tries again what passes by itself: a cut line, garbage, a limit, a fault of theirs. */
  async function persist(
    url: string,
    init: (token: string | null) => RequestInit,
    statuses: Readonly<Record<number, ApiFailure>>,
  ): Promise<Result<JsonAnswer, ApiFailure>> {
    let last: ApiFailure
    for (let tries = 0; ; tries++) {
      const sent = await send(url, init)
      if (!sent.ok) return sent
      const answer = sent.value
      if (answer.kind === 'json') return ok(answer)
      if (answer.kind === 'status') {
        const known = statuses[answer.status]
        if (known) return err(known)
        last = { kind: 'failed', reason: `Apicbase answered ${answer.status}.` }
        if (answer.status < 500 && answer.status !== 429 && answer.status !== 408)
          return err(redirected(answer.status) ?? last)
      } else last = { kind: answer.kind === 'lost' ? 'failed' : 'unreadable', reason: answer.reason }
      const waitMs = WAITS_MS[last.kind === 'unreadable' ? 'unreadable' : 'failed'][tries]
      if (waitMs === undefined) return err(last)
      // After a 429 the turn itself is late enough.
      if (waitMs > 0 && answer.waitMs === 0) await means.wait(waitMs)
    }
  }

  /** With a token; a 401 asks for a new one, unless the token has just been given out. */
  async function authorised<T>(send: () => Promise<Result<T, ApiFailure>>): Promise<Result<T, ApiFailure>> {
    for (;;) {
      token ??= await keptToken()
      if (token === null) {
        const failure = await renew()
        if (failure) return err(failure)
      }
      const answer = await send()
      if (answer.ok || answer.error !== UNAUTHORISED) {
        if (answer.ok) isFresh = false
        return answer
      }
      if (isFresh) return err({ kind: 'token', reason: 'Apicbase refuses a token that it has just given out.' })
      refused = token
      token = null
    }
  }

  async function patchOnce(url: string, body: string): Promise<Result<number | null, ApiFailure>> {
    const sent = await send(url, (bearer) => ({
      method: 'PATCH',
      headers: { ...withToken(bearer), 'content-type': 'application/json' },
      body,
    }))
    if (!sent.ok) return sent
    const answer = sent.value
    if (answer.kind === 'json') return ok(null)
    // Nothing is a good answer; a page of HTML is somebody else's.
    if (answer.kind !== 'status')
      return answer.kind === 'unreadable' && answer.isEmpty ? ok(null) : err({ kind: 'failed', reason: answer.reason })
    const { status } = answer
    const known = MARK_STATUSES[status]
    if (known) return err(known)
    const isAboutIt = status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429
    return isAboutIt
      ? ok(status)
      : err(redirected(status) ?? { kind: 'failed', reason: `Apicbase answered ${status}.` })
  }

  return {
    get: (url) => authorised(() => persist(url, (bearer) => ({ headers: withToken(bearer) }), LIST_STATUSES)),
    patch(url, body) {
      const text = JSON.stringify(body)
      return authorised(() => patchOnce(url, text))
    },
    close: () => account.report(took()).catch(() => {}),
  }
}

/** Of an error no more than its message crosses from an object to its caller. */
const unreached = (error: unknown): string =>
  error instanceof Error && error.message.startsWith(NEWER_ACCOUNT)
    ? error.message
    : 'The object that counts requests could not be reached.'

const withToken = (bearer: string | null) => ({ accept: 'application/json', authorization: `Bearer ${bearer}` })

const UNAUTHORISED: ApiFailure = { kind: 'token', reason: 'Apicbase refuses the token.' }

const LIST_STATUSES: Readonly<Record<number, ApiFailure>> = {
  401: UNAUTHORISED,
  403: { kind: 'token', reason: 'Apicbase answered 403: these credentials may not read orders.' },
  404: { kind: 'gone', reason: 'Apicbase answered 404.' },
}

const MARK_STATUSES: Readonly<Record<number, ApiFailure>> = {
  401: UNAUTHORISED,
  403: { kind: 'token', reason: 'Apicbase answered 403: these credentials may not mark orders.' },
}

const redirected = (status: number): ApiFailure | null =>
  status >= 300 && status < 400
    ? { kind: 'address', reason: `Apicbase answered ${status}, which points elsewhere. It was not followed.` }
    : null
