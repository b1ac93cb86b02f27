import { findingNote } from '../model/finding.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { ApiFailure } from '../outbox/order-api/poll-state.ts'
import type { Clock, Network, Secrets } from '../ports.ts'
import type { OrderApi } from '../profile/order-api.ts'
import { ask } from './api-request.ts'
import { keyFor } from './credentials.ts'
import type { TokenKey } from './token-encryption.ts'

interface GivenToken {
  readonly token: string
  /** Milliseconds since 1970, some time before the real expiry. */
  readonly expiresAt: number
}

const TOKEN_LENGTH = 100_000
const EARLY_MS = 3_600_000
const DEFAULT_SECONDS = 7_200
const LONGEST_SECONDS = 2_592_000

export const tokenUrl = (api: OrderApi): string => api.tokenUrl ?? new URL('/oauth/token/', api.baseUrl).href

/** Client credentials, form encoded (RFC 6749 §4.4). */
export const tokenRequest = ({ clientId, clientSecret }: TokenKey): RequestInit => ({
  method: 'POST',
  headers: { accept: 'application/json' },
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'supplier',
  }),
})

export function tokenIn(json: object, now: number): Result<GivenToken, ApiFailure> {
  const token: unknown = Reflect.get(json, 'access_token')
  if (typeof token !== 'string' || token === '' || token.length > TOKEN_LENGTH)
    return err({ kind: 'failed', reason: findingNote('api-token-missing') })
  const expires: unknown = Reflect.get(json, 'expires_in')
  const seconds = typeof expires === 'number' && expires > 0 ? Math.min(expires, LONGEST_SECONDS) : DEFAULT_SECONDS
  return ok({ token, expiresAt: now + Math.max(seconds * 1000 - EARLY_MS, (seconds * 1000) / 2) })
}

const REFUSED: ApiFailure = { kind: 'token', reason: findingNote('api-client-refused') }
export const TOKEN_STATUSES: Readonly<Record<number, ApiFailure>> = { 400: REFUSED, 401: REFUSED, 403: REFUSED }

export const NO_CREDENTIALS: ApiFailure = {
  kind: 'token',
  reason: findingNote('api-client-unset'),
}

/** Requests a token once, without a turn, to check the credentials. */
export async function signIn(
  api: OrderApi,
  ports: { readonly wire: Network; readonly secrets: Secrets; readonly clock: Clock },
): Promise<Result<GivenToken, ApiFailure>> {
  const key = keyFor(api, ports.secrets)
  if (!key) return err(NO_CREDENTIALS)
  const bounds = { timeoutMs: api.timeoutSeconds * 1000, maxBytes: api.maxPageBytes }
  const answer = await ask(ports, tokenUrl(api), tokenRequest(key), bounds)
  if (answer.kind === 'json') return tokenIn(answer.json, ports.clock.now())
  if (answer.kind !== 'status') return err({ kind: 'failed', reason: answer.reason })
  return err(
    TOKEN_STATUSES[answer.status] ?? {
      kind: 'failed',
      reason: findingNote('api-answered', { status: String(answer.status) }),
    },
  )
}
