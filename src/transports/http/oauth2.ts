import * as z from 'zod/mini'
import type { AttemptResult } from '../../model/attempt-result.ts'
import { findingNote, nothingSent } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { SecretName } from '../../profile/secret-name.ts'
import { readBounded } from '../../web/bounded-body.ts'
import { secretValues } from '../secret-values.ts'
import type { TransportPorts } from '../transport.ts'
import { retryAfter } from './answer.ts'

/**
 * Client credentials (RFC 6749 §4.4). The gateway requests a token at another address and sends the token with every
 * document until the token expires.
 */
export const OAuth2 = z.lazy(() =>
  z.strictObject({
    kind: z.literal('oauth2'),
    tokenUrl: z.url({ protocol: /^https?$/ }).check(z.describe('With `oauth2`: where tokens are requested.')),
    clientId: SecretName.check(z.describe('With `oauth2`: the name of the secret that holds the client id.')),
    clientSecret: SecretName.check(z.describe('With `oauth2`: the name of the secret that holds the client secret.')),
    scope: z.optional(z.string().check(z.minLength(1))).check(z.describe('With `oauth2`: the scope of the token.')),
    audience: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('With `oauth2`: the audience that some servers require.')),
    credentials: z
      ._default(z.enum(['body', 'header']), 'body')
      .check(z.describe('With `oauth2`: id and secret stand in the body, or in the header as Basic authentication.')),
  }),
)

export type OAuth2 = z.infer<typeof OAuth2>

/** Lifetime of a token whose response names no lifetime. */
const DEFAULT_LIFETIME_SECONDS = 300
/** A token that could expire during the request is not sent any more. */
const SLACK_SECONDS = 60
/** Upper limit for a token response in bytes; real tokens have a few kilobytes. */
const ANSWER_BYTES = 65_536

interface Token {
  readonly value: string
  /** The token comes from the cache, so the server may accept a newer token after a refusal. */
  readonly isKept: boolean
}

const aboutOf = ({ tokenUrl, clientId, scope, audience }: OAuth2): string =>
  JSON.stringify([tokenUrl, clientId, scope, audience])

/** Whether another delivery has got a newer token since. Some servers end the older token at that moment. */
export const isReplaced = (auth: OAuth2, token: string, { tokens }: TransportPorts): boolean =>
  (tokens.get(aboutOf(auth))?.token ?? token) !== token

/** Returns a token with enough lifetime left, except for the token that the receiver refused. */
export async function tokenFor(
  auth: OAuth2,
  ports: TransportPorts,
  turnedAway: string | null,
): Promise<Result<Token, AttemptResult>> {
  const { tokens, clock, secrets } = ports
  const values = secretValues([auth.clientId, auth.clientSecret], secrets)
  if (!values.ok) return values
  const [id = '', secret = ''] = values.value
  const about = aboutOf(auth)
  const kept = tokens.get(about)
  if (kept && kept.token !== turnedAway && kept.until > clock.now()) return ok({ value: kept.token, isKept: true })
  tokens.delete(about)
  const asked = await ask(auth, { id, secret }, ports)
  if (!asked.ok) return asked
  const { token, seconds } = asked.value
  tokens.set(about, { token, until: clock.now() + (seconds - SLACK_SECONDS) * 1000 })
  return ok({ value: token, isKept: false })
}

interface GrantedToken {
  readonly token: string
  readonly seconds: number
}

async function ask(
  auth: OAuth2,
  { id, secret }: { readonly id: string; readonly secret: string },
  { wire, signal, clock }: TransportPorts,
): Promise<Result<GrantedToken, AttemptResult>> {
  const { host } = new URL(auth.tokenUrl)
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(auth.credentials === 'body' ? { client_id: id, client_secret: secret } : {}),
    ...(auth.scope === undefined ? {} : { scope: auth.scope }),
    ...(auth.audience === undefined ? {} : { audience: auth.audience }),
  })
  const basic = btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)
  const headers = {
    accept: 'application/json',
    ...(auth.credentials === 'header' ? { authorization: `Basic ${basic}` } : {}),
  }
  try {
    const request = new Request(auth.tokenUrl, { method: 'POST', body: form, headers, redirect: 'manual', signal })
    const response = await wire.fetch(request, 'sign-in')
    const { status } = response
    const body = await readBounded(response.body, ANSWER_BYTES)
    const json = parsed(body)
    if (response.ok) {
      const granted = read(json)
      return granted ? ok(granted) : err(stop(nothingSent('token-missing', { host, status: String(status) })))
    }
    if (status === 408 || status === 425 || status === 429 || status >= 500) {
      const wait = retryAfter(response.headers.get('retry-after'), clock.now())
      return err(later(nothingSent('token-answered', { host, status: String(status) }), wait))
    }
    // Only the error code of RFC 6749 §5.2: a description may repeat the request.
    const word = /^[a-z_]{1,40}$/.exec(String(Reflect.get(json, 'error')))?.[0]
    const reason = word === undefined ? String(status) : `${status} ${word}`
    return err(stop(findingNote('token-refused', { host, reason })))
  } catch {
    return err(later(nothingSent(signal.aborted ? 'token-slow' : 'token-unreached', { host }), null))
  }
}

function parsed(body: Uint8Array | null): object {
  try {
    return Object(JSON.parse(new TextDecoder().decode(body ?? new Uint8Array())))
  } catch {
    return {}
  }
}

function read(json: object): GrantedToken | null {
  const [token, seconds] = [Reflect.get(json, 'access_token'), Number(Reflect.get(json, 'expires_in'))]
  // A text that cannot be in a header field is no token (RFC 6750 §2.1).
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return null
  return { token, seconds: seconds > 0 ? seconds : DEFAULT_LIFETIME_SECONDS }
}

const stop = (note: string): AttemptResult => ({
  ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'sign in', note },
})

const later = (note: string, retryAfterSeconds: number | null): AttemptResult => ({
  ...{ outcome: 'deferred', reached: 'no', phase: 'sign in', note },
  ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
})
