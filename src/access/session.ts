import { base64url, fromBase64url } from '../text/base64.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { utf8 } from '../text/utf8.ts'
import { hmac, isHmac } from '../web/hmac.ts'

/** The content of a signed cookie. The role is not in it: the configuration decides at every request. */
export interface Session {
  /** The name that the person typed. The token does not prove the name, because its holder can sign any name. */
  readonly who: string
  /** The holder of the token that was used; null for the CONSOLE_TOKEN. */
  readonly holder: string | null
  /** Milliseconds since 1970. */
  readonly until: number
}

/** A working day. After that the person signs in again. */
export const SESSION_MS = 12 * 3_600_000

/** Signs with the token, so that a new token ends every session of the old token. */
export async function writeSession({ who, holder, until }: Session, token: string): Promise<string> {
  const payload = base64url(utf8(JSON.stringify([who, holder, until])))
  return `${payload}.${base64url(await hmac(utf8(token), signedBytes(payload)))}`
}

/** Clocks of two instances may differ by this much. */
const SKEW_MS = 300_000

/**
 * Null for a forged, changed or ended session. A holder of a token can sign a session too, so a session of more than a
 * working day is none. `tokenOf` gives the token of a holder, if the holder still has one.
 */
export async function readSession(
  cookie: string,
  tokenOf: (holder: string | null) => string | undefined,
  now: number,
): Promise<Session | null> {
  const [payload = '', mac = '', ...more] = cookie.split('.')
  const [bytes, macBytes] = [fromBase64url(payload), fromBase64url(mac)]
  const session = bytes && parsed(bytes)
  const token = session ? tokenOf(session.holder) : undefined
  if (!session || !macBytes || token === undefined || more.length > 0) return null
  const isOurs = await isHmac(macBytes, utf8(token), signedBytes(payload))
  const isCurrent = session.until > now && session.until <= now + SESSION_MS + SKEW_MS
  return isOurs && isCurrent ? session : null
}

function parsed(bytes: Uint8Array): Session | null {
  const fields = parsedJson(bytes)
  const [who, holder, until]: unknown[] = Array.isArray(fields) ? fields : []
  if (typeof who !== 'string' || (holder !== null && typeof holder !== 'string')) return null
  return typeof until === 'number' ? { who, holder, until } : null
}

/** The words keep a signature of another use of the same key from being a session. */
const signedBytes = (payload: string): Uint8Array<ArrayBuffer> => utf8(`orderbridge console session ${payload}`)
