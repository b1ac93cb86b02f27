import * as z from 'zod/mini'
import { SecretName } from '../../profile/secret-name.ts'
import { base64 } from '../../text/base64.ts'
import { concatBytes } from '../../text/concat-bytes.ts'
import { hex } from '../../text/hex.ts'
import { utf8 } from '../../text/utf8.ts'
import { hmac } from '../../web/hmac.ts'
import { OAuth2 } from './oauth2.ts'

const headerName = z.string().check(z.regex(/^[A-Za-z0-9-]+$/))

/** How a request signs in. Each name in capitals is the name of a secret. */
export const HttpAuth = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('basic'),
      user: SecretName.check(z.describe('With `basic`: the name of the secret that holds the user.')),
      password: SecretName.check(z.describe('With `basic`: the name of the secret that holds the password.')),
    }),
    z.strictObject({
      kind: z.literal('bearer'),
      token: SecretName.check(z.describe('With `bearer`: the name of the secret that holds the token.')),
    }),
    /** A key in a header of the receiver's choice. */
    z.strictObject({
      kind: z.literal('header'),
      name: headerName.check(z.describe('With `header`: the name of the header, in plain.')),
      value: SecretName.check(z.describe('With `header`: the name of the secret that holds the value.')),
    }),
    /** `Orderbridge-Signature: t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>", hex>`. */
    z.strictObject({
      kind: z.literal('signature'),
      secret: SecretName.check(z.describe('With `signature` and `access`: the name of the secret.')),
    }),
    /** A service token of Cloudflare Access, which protects the receiver. */
    z.strictObject({
      kind: z.literal('access'),
      id: SecretName.check(z.describe('With `access`: the name of the secret that holds the client id.')),
      secret: SecretName.check(z.describe('With `access`: the name of the secret that holds the client secret.')),
    }),
    OAuth2,
  ]),
)

export type HttpAuth = z.infer<typeof HttpAuth>

export function authSecrets(auth: HttpAuth | undefined): string[] {
  switch (auth?.kind) {
    case 'basic':
      return [auth.user, auth.password]
    case 'bearer':
      return [auth.token]
    case 'header':
      return [auth.value]
    case 'signature':
      return [auth.secret]
    case 'access':
      return [auth.id, auth.secret]
    case 'oauth2':
      return [auth.clientId, auth.clientSecret]
    case undefined:
      return []
  }
}

/** Headers for a sign-in that needs no request of its own. `values` are the secrets that `authSecrets` names. */
export async function authHeaders(
  auth: Exclude<HttpAuth, OAuth2> | undefined,
  body: Uint8Array,
  [first = '', second = '']: readonly string[],
  now: number,
): Promise<Record<string, string>> {
  switch (auth?.kind) {
    case undefined:
      return {}
    case 'basic':
      // RFC 7617 allows UTF-8.
      return { authorization: `Basic ${base64(utf8(`${first}:${second}`))}` }
    case 'bearer':
      return { authorization: `Bearer ${first}` }
    case 'header':
      return { [auth.name]: first }
    case 'signature':
      return { 'orderbridge-signature': await sign(body, first, now) }
    case 'access':
      return { 'cf-access-client-id': first, 'cf-access-client-secret': second }
  }
}

async function sign(body: Uint8Array, secret: string, now: number): Promise<string> {
  const time = Math.floor(now / 1000)
  const message = concatBytes(utf8(`${time}.`), body)
  return `t=${time},v1=${hex(await hmac(utf8(secret), message))}`
}
