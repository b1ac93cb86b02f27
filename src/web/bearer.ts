import { sha256 } from '../model/order/identity.ts'
import { type Refusal, refusal } from '../model/problem.ts'
import { SECRET_MIN_BYTES } from '../model/secret-length.ts'
import { utf8 } from '../text/utf8.ts'

/** Whether the token is long enough to protect an endpoint. */
export const isStrongToken = (token: string | undefined): token is string =>
  token !== undefined && utf8(token).byteLength >= SECRET_MIN_BYTES

export const hasToken = async (request: Request, token: string | undefined): Promise<boolean> => {
  const sent = bearerOf(request)
  return sent !== null && (await isToken(sent, token))
}

/** The token that the request carries; null without one. */
export const bearerOf = (request: Request): string | null =>
  /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null

/**
 * Whether the sent text is the token. Hashes both sides first, so that the duration of the comparison reveals nothing.
 */
export async function isToken(sent: string, token: string | undefined): Promise<boolean> {
  const [left, right] = await Promise.all([sha256(utf8(sent)), sha256(utf8(token ?? ''))])
  let difference = 0
  for (let at = 0; at < left.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return isStrongToken(token) && difference === 0
}

/** A request without a token comes from a scanner or from a mistyped address, so do not count the request. */
export const namesToken = (request: Request): boolean => request.headers.has('authorization')

export const UNAUTHORISED: Refusal = refusal(401, 'Not signed in', {
  path: 'Authorization',
  code: 'unauthorised',
  message:
    'Send "Authorization: Bearer" with the token of this address. The address is closed while no token is set, or a token of fewer than 16 bytes.',
})

export const CHALLENGE = { 'www-authenticate': 'Bearer' }
