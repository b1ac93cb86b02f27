import type { AttemptResult } from '../../attempt-result.ts'
import { err, ok, type Result } from '../../result.ts'
import { secretValues } from '../secret-values.ts'
import type { TransportPorts } from '../transport.ts'
import { authHeaders, authSecrets, type HttpAuth } from './auth.ts'
import { isReplaced, type OAuth2, tokenFor } from './oauth2.ts'

/** What a request shows so that it is let in. */
export interface RequestCredentials {
  readonly headers: Readonly<Record<string, string>>
  /** Another proof, to be tried where this one is turned away; absent, or null, where another would be the same. */
  renew?(): Promise<Result<RequestCredentials, AttemptResult> | null>
}

/** Made anew for every try; or why there is none, and nothing must be sent. */
export async function credentialsFor(
  auth: HttpAuth | undefined,
  body: Uint8Array,
  means: TransportPorts,
): Promise<Result<RequestCredentials, AttemptResult>> {
  if (auth?.kind === 'oauth2') return bearer(auth, means, null, 0)
  const names = authSecrets(auth)
  const values = secretValues(names, means.secrets)
  if (!values.ok) return values
  const headers = await authHeaders(auth, body, values.value)
  if (Object.values(headers).every(isField)) return ok({ headers })
  const unfit = names.filter((_, at) => !isField(values.value[at] ?? ''))
  const note = `What ${unfit.join(' and ')} holds can't stand in a header of HTTP, such as a line break or a curly quote, so nothing was sent.`
  return err({ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings', note })
}

/** RFC 9110 §5.5. Anything else would fail when the request is made, which reads as a document that may have left. */
const isField = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(value.trim())

/** One for what was kept and had ended, and one for what another delivery's was given in the place of. */
const MOST_RENEWALS = 2

async function bearer(
  auth: OAuth2,
  means: TransportPorts,
  turnedAway: string | null,
  renewals: number,
): Promise<Result<RequestCredentials, AttemptResult>> {
  const token = await tokenFor(auth, means, turnedAway)
  if (!token.ok) return token
  const { value, isKept } = token.value
  const headers = { authorization: `Bearer ${value}` }
  if (renewals >= MOST_RENEWALS) return ok({ headers })
  const isStale = (): boolean => isKept || isReplaced(auth, value, means)
  return ok({ headers, renew: async () => (isStale() ? bearer(auth, means, value, renewals + 1) : null) })
}
