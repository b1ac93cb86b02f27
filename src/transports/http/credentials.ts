import type { AttemptResult } from '../../model/attempt-result.ts'
import { nothingSent } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { secretValues } from '../secret-values.ts'
import type { TransportPorts } from '../transport.ts'
import { authHeaders, authSecrets, type HttpAuth } from './auth.ts'
import { isReplaced, type OAuth2, tokenFor } from './oauth2.ts'

/** Headers that sign a request in. */
export interface RequestCredentials {
  readonly headers: Readonly<Record<string, string>>
  /** Returns other credentials after a refusal. Absent, or null, if the credentials would be the same. */
  renew?(): Promise<Result<RequestCredentials, AttemptResult> | null>
}

/** Creates credentials for every attempt. The error ends the attempt before a request is sent. */
export async function credentialsFor(
  auth: HttpAuth | undefined,
  body: Uint8Array,
  ports: TransportPorts,
): Promise<Result<RequestCredentials, AttemptResult>> {
  if (auth?.kind === 'oauth2') return bearer(auth, ports, null, 0)
  const names = authSecrets(auth)
  const values = secretValues(names, ports.secrets)
  if (!values.ok) return values
  const headers = await authHeaders(auth, body, values.value, ports.clock.now())
  if (Object.values(headers).every(isField)) return ok({ headers })
  const unfit = names.filter((_, at) => !isField(values.value[at] ?? ''))
  const note = nothingSent('header-unfit', { names: unfit.join(' and ') })
  return err({ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings', note })
}

/** RFC 9110 §5.5. An invalid value would fail at the request, as if the document may have been sent. */
const isField = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(value.trim())

/** An expired stored token needs one renewal, and a token that another delivery replaced needs a second. */
const MOST_RENEWALS = 2

async function bearer(
  auth: OAuth2,
  ports: TransportPorts,
  turnedAway: string | null,
  renewals: number,
): Promise<Result<RequestCredentials, AttemptResult>> {
  const token = await tokenFor(auth, ports, turnedAway)
  if (!token.ok) return token
  const { value, isKept } = token.value
  const headers = { authorization: `Bearer ${value}` }
  if (renewals >= MOST_RENEWALS) return ok({ headers })
  const isStale = (): boolean => isKept || isReplaced(auth, value, ports)
  return ok({ headers, renew: async () => (isStale() ? bearer(auth, ports, value, renewals + 1) : null) })
}
