import { findingNote } from '../model/finding.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { ApiFailure } from '../outbox/order-api/poll-state.ts'
import type { Clock, Network, Secrets } from '../ports.ts'
import type { OrderApi } from '../profile/order-api.ts'
import { type EncryptedToken, type Grant, NEWER_ACCOUNT, type Outcome, type TurnRequest } from './api-account.ts'
import { type Answer, ask } from './api-request.ts'
import { TOKEN_STATUSES, tokenIn, tokenRequest, tokenUrl } from './api-token.ts'
import { budgetExceeded, type RunBudget, timeLeft } from './run-budget.ts'
import { decryptToken, encryptToken, type TokenKey } from './token-encryption.ts'

/** The Durable Object of the credentials, for a poll run. */
export interface ApiAccount {
  /** Reports the results of earlier requests and asks for the next turn. */
  turn(outcome: Outcome, request: TurnRequest): Promise<Grant>
  report(outcome: Outcome): Promise<void>
  /** Null without a valid token. */
  token(): Promise<EncryptedToken | null>
  keepToken(token: EncryptedToken): Promise<void>
}

export interface SessionPorts {
  readonly wire: Network
  readonly clock: Clock
  readonly secrets: Secrets
  /**
   * Opens the account by the digest of the credentials, so that suppliers with the same credentials share the
   * account.
   */
  readonly account: (credentials: string) => ApiAccount
  readonly wait: (milliseconds: number) => Promise<void>
  readonly spending: RunBudget
  /** The longest useful wait for a turn, in milliseconds; default: the rest of the run. */
  readonly patienceMs?: number
  /** Called before a wait, so that the caller can extend its lease. */
  readonly hold: (milliseconds: number) => Promise<boolean>
}

export type JsonAnswer = Extract<Answer, { kind: 'json' }>

/** The order API for one run. Adds the token, waits for a turn, and retries temporary failures. */
export type ApiSession = ReturnType<typeof openSession>

/**
 * Waits before the next attempts. The first wait is 0, for a momentary failure. A complete but unreadable answer is
 * less likely to improve.
 */
const WAITS_MS = { failed: [0, 1_000, 5_000], unreadable: [0, 1_000] }

export function openSession(api: OrderApi, credentials: string, key: TokenKey, ports: SessionPorts) {
  const { clock, spending } = ports
  const account = ports.account(credentials)
  const timeoutMs = api.timeoutSeconds * 1000
  let outcome: Outcome = { done: [], pauseMs: 0 }
  /** The token of this run, and the token that Apicbase refused. */
  let token: string | null = null
  let refused: string | null = null
  /** The token is new in this run and no request has succeeded with the token yet. */
  let isFresh = false

  const takeOutcome = (): Outcome => {
    const reported = outcome
    outcome = { done: [], pauseMs: 0 }
    return reported
  }

  /** Sends one request in its turn. */
  async function send(url: string, init: (token: string | null) => RequestInit): Promise<Result<Answer, ApiFailure>> {
    const over = budgetExceeded(spending, api, clock.now())
    if (over !== null) return err({ kind: 'budget-used', reason: over })
    const patienceMs = Math.min(ports.patienceMs ?? Number.POSITIVE_INFINITY, timeLeft(spending, api, clock.now()))
    const request: TurnRequest = { perMinute: api.requestsPerMinute, requestMs: timeoutMs, patienceMs }
    spending.calls++
    const turn = await account.turn(takeOutcome(), request).catch(unreached)
    if (typeof turn === 'string') return err({ kind: 'failed', reason: turn })
    if (turn.ticket === null) {
      const seconds = Math.ceil(turn.waitMs / 1000)
      return err({ kind: 'budget-used', reason: findingNote('request-later', { seconds: String(seconds) }) })
    }
    if (!(await ports.hold(turn.waitMs + timeoutMs)))
      return err({ kind: 'budget-used', reason: findingNote('run-overtaken') })
    if (turn.waitMs > 0) await ports.wait(turn.waitMs)
    spending.requests++
    const answer = await ask(ports, url, init(token), { timeoutMs, maxBytes: api.maxPageBytes })
    outcome = { done: [...outcome.done, turn.ticket], pauseMs: Math.max(outcome.pauseMs, answer.waitMs) }
    return ok(answer)
  }

  /** Reads the token of an earlier run or of another supplier with the same credentials. */
  async function keptToken(): Promise<string | null> {
    spending.calls++
    const kept = await account.token().catch(() => null)
    if (kept?.encrypted === undefined) return null
    const opened = await decryptToken(kept.encrypted, key)
    return opened === refused ? null : opened
  }

  async function renew(): Promise<ApiFailure | null> {
    const answer = await persist(tokenUrl(api), () => tokenRequest(key), TOKEN_STATUSES)
    // `unreadable` has a meaning for list pages only.
    if (!answer.ok) return answer.error.kind === 'unreadable' ? { ...answer.error, kind: 'failed' } : answer.error
    const granted = tokenIn(answer.value.json, clock.now())
    if (!granted.ok) return granted.error
    token = granted.value.token
    isFresh = true
    spending.calls++
    // A token that cannot be stored is requested again later.
    await account
      .keepToken({ encrypted: await encryptToken(token, key), expiresAt: granted.value.expiresAt })
      .catch(() => {})
    return null
  }

  /** Retries temporary failures: a broken connection, an unreadable answer, a rate limit, an error of Apicbase. */
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
        last = { kind: 'failed', reason: findingNote('api-answered', { status: String(answer.status) }) }
        if (answer.status < 500 && answer.status !== 429 && answer.status !== 408)
          return err(redirected(answer.status) ?? last)
      } else last = { kind: answer.kind === 'lost' ? 'failed' : 'unreadable', reason: answer.reason }
      const waitMs = WAITS_MS[last.kind === 'unreadable' ? 'unreadable' : 'failed'][tries]
      if (waitMs === undefined) return err(last)
      // After a 429 the turn already waits long enough.
      if (waitMs > 0 && answer.waitMs === 0) await ports.wait(waitMs)
    }
  }

  /** Sends with a token. A 401 requests a new token, unless the token is already new. */
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
      if (isFresh) return err({ kind: 'token', reason: findingNote('api-fresh-token-refused') })
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
    // An empty answer is a success. An HTML page comes from another server.
    if (answer.kind !== 'status')
      return answer.kind === 'unreadable' && answer.isEmpty ? ok(null) : err({ kind: 'failed', reason: answer.reason })
    const { status } = answer
    const known = MARK_STATUSES[status]
    if (known) return err(known)
    const isAboutIt = status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429
    return isAboutIt
      ? ok(status)
      : err(redirected(status) ?? { kind: 'failed', reason: findingNote('api-answered', { status: String(status) }) })
  }

  return {
    get: (url: string) => authorised(() => persist(url, (bearer) => ({ headers: withToken(bearer) }), LIST_STATUSES)),
    /** Sent once, because the caller retries. Null for success, else the 4xx status. */
    patch(url: string, body: unknown): Promise<Result<number | null, ApiFailure>> {
      const text = JSON.stringify(body)
      return authorised(() => patchOnce(url, text))
    },
    /** Reports the end of the run to the account. */
    close: () => account.report(takeOutcome()).catch(() => {}),
  }
}

/** Only the message of an error crosses from an object to its caller. */
const unreached = (error: unknown): string =>
  error instanceof Error && error.message.startsWith(NEWER_ACCOUNT) ? error.message : findingNote('requests-unreached')

const withToken = (bearer: string | null) => ({ accept: 'application/json', authorization: `Bearer ${bearer}` })

const UNAUTHORISED: ApiFailure = { kind: 'token', reason: findingNote('api-token-refused') }

const LIST_STATUSES: Readonly<Record<number, ApiFailure>> = {
  401: UNAUTHORISED,
  403: { kind: 'token', reason: findingNote('api-no-read') },
  404: { kind: 'page-not-found', reason: findingNote('api-answered', { status: '404' }) },
}

const MARK_STATUSES: Readonly<Record<number, ApiFailure>> = {
  401: UNAUTHORISED,
  403: { kind: 'token', reason: findingNote('api-no-mark') },
}

const redirected = (status: number): ApiFailure | null =>
  status >= 300 && status < 400
    ? { kind: 'address', reason: findingNote('api-elsewhere', { status: String(status) }) }
    : null
