import { SESSION_MS } from '../../access/session.ts'
import { isOwnMachine } from '../../web/clear-text.ts'
import { readCookie, writeCookie } from './cookie.ts'
import type { ConsoleContext } from './visit.ts'

/** A browser accepts a cookie with this prefix only with `Secure`, for this host and for every path (RFC 6265bis). */
const SECURE_NAME = '__Host-orderbridge'
const LOCAL_NAME = 'orderbridge'

/** Not every browser keeps a `Secure` cookie of http://localhost. */
const isLocal = (c: ConsoleContext): boolean => {
  const { protocol, hostname } = new URL(c.req.url)
  return protocol === 'http:' && isOwnMachine(hostname)
}

const nameFor = (c: ConsoleContext): string => (isLocal(c) ? LOCAL_NAME : SECURE_NAME)

export const sessionCookie = (c: ConsoleContext): string | undefined => readCookie(c, nameFor(c))

/** An empty value ends the session. */
export const setSessionCookie = (c: ConsoleContext, value: string): void =>
  writeCookie(c, {
    ...{ name: nameFor(c), value, sameSite: 'Strict', isSecure: !isLocal(c) },
    maxAge: value === '' ? 0 : SESSION_MS / 1000,
  })
