import { fromBase64url } from '../text/base64.ts'
import { isGroup, parsedJson } from '../text/parsed-json.ts'
import { utf8 } from '../text/utf8.ts'

/** A public key of a team at Cloudflare Access. */
export type AccessKey = JsonWebKey & { readonly kid?: string }

export interface AccessApplication {
  readonly accessTeam: string
  readonly audience: string
}

/** Keys of a team. `isMissing`: the stored keys lacked a key, so that newer keys are needed. */
export type AccessKeys = (accessTeam: string, isMissing: boolean) => Promise<readonly AccessKey[]>

/** The clocks of two machines differ a little. */
const SKEW_SECONDS = 60

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

/**
 * The mail address in a token of Cloudflare Access, or null for a token that proves nothing. Only RS256 counts,
 * because an attacker could choose a weaker algorithm (RFC 8725 §3.1).
 */
export async function readAccessToken(
  token: string,
  { accessTeam, audience }: AccessApplication,
  keysOf: AccessKeys,
  now: number,
): Promise<string | null> {
  const [head = '', body = '', signature = '', ...more] = token.split('.')
  const [header, claims, mac] = [parsed(head), parsed(body), fromBase64url(signature)]
  if (!header || !claims || !mac || more.length > 0) return null
  if (header.alg !== 'RS256' || typeof header.kid !== 'string') return null
  const key = await keyNamed(header.kid, accessTeam, keysOf)
  if (!key) return null
  if (!(await crypto.subtle.verify(RS256, key, mac, utf8(`${head}.${body}`)))) return null
  const { iss, aud, exp, nbf, email } = claims
  const seconds = now / 1000
  const isFor = aud === audience || (Array.isArray(aud) && aud.includes(audience))
  const isCurrent =
    typeof exp === 'number' && exp > seconds && (typeof nbf !== 'number' || nbf <= seconds + SKEW_SECONDS)
  if (!isFor || !isCurrent || iss !== teamAddress(accessTeam)) return null
  return typeof email === 'string' && email !== '' ? email : null
}

export const teamAddress = (accessTeam: string): string => `https://${accessTeam}.cloudflareaccess.com`

/** Cloudflare renews its keys, so an unknown key id asks for newer keys once. */
async function keyNamed(kid: string, accessTeam: string, keysOf: AccessKeys): Promise<CryptoKey | null> {
  for (const isMissing of [false, true]) {
    const found = (await keysOf(accessTeam, isMissing)).find((key) => key.kid === kid && key.kty === 'RSA')
    if (found) return importKey(found)
  }
  return null
}

async function importKey({ kty, n, e }: AccessKey): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('jwk', { kty: kty ?? '', n, e } as JsonWebKey, RS256, false, ['verify'])
  } catch {
    return null
  }
}

function parsed(part: string): Record<string, unknown> | null {
  const bytes = fromBase64url(part)
  const value = bytes && parsedJson(bytes)
  return isGroup(value) ? value : null
}
