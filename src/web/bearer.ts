import { sha256 } from '../order/identity.ts'
import { type Refusal, refusal } from '../problem.ts'
import { utf8 } from '../text/utf8.ts'

/** Whether the request carries this token. Both sides are hashed first, so that the comparison tells nothing by its time. */
export async function carriesToken(request: Request, token: string | undefined): Promise<boolean> {
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const [left, right] = await Promise.all([sha256(utf8(given ?? '')), sha256(utf8(token ?? ''))])
  let difference = 0
  for (let at = 0; at < left.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return given !== undefined && token !== undefined && token.trim() !== '' && difference === 0
}

export const UNAUTHORISED: Refusal = refusal(401, 'Not signed in', {
  path: 'Authorization',
  code: 'unauthorised',
  message: 'Send "Authorization: Bearer" with the token of this place. Without a token set, it stays closed.',
})

export const CHALLENGE = { 'www-authenticate': 'Bearer' }
