import { readAccessToken } from '../../access/access-token.ts'
import { readSession } from '../../access/session.ts'
import { signedName } from '../../access/signed-name.ts'
import { tokenHolders } from '../../access/token-holders.ts'
import { type Visitor, visitorOf } from '../../access/visitor.ts'
import { sha256 } from '../../model/order/identity.ts'
import { includesRole } from '../../profile/console.ts'
import { utf8 } from '../../text/utf8.ts'
import { sessionCookie } from './session-cookie.ts'
import type { ConsoleContext } from './visit.ts'

export interface Identified {
  readonly visitor: Visitor
  readonly formToken: string
  readonly hasSession: boolean
}

/** `unlisted`: Cloudflare Access knows the person, and the access list does not. */
export async function identify(c: ConsoleContext): Promise<Identified | 'unlisted' | null> {
  return (await bySession(c)) ?? (await byAccess(c))
}

async function bySession(c: ConsoleContext): Promise<Identified | null> {
  const cookie = sessionCookie(c)
  if (!cookie) return null
  const holders = tokenHolders(c.env)
  const named = (holder: string | null) => holders.find(({ name }) => name === holder)
  const session = await readSession(cookie, (holder) => named(holder)?.token, c.env.clock.now())
  const holder = session && named(session.holder)
  if (!session || !holder) return null
  // The holder of a token can sign a session with any name, so only the name of the token is proven.
  return {
    visitor: visitorOf(signedName(session.who, holder.name), holder),
    formToken: await formTokenOf(cookie),
    hasSession: true,
  }
}

async function byAccess(c: ConsoleContext): Promise<Identified | 'unlisted' | null> {
  const { accessTeam, audience, access = [] } = c.env.gateway.console ?? {}
  const token = c.req.header('cf-access-jwt-assertion')
  if (!token || accessTeam === undefined || audience === undefined) return null
  const mail = await readAccessToken(token, { accessTeam, audience }, c.env.accessKeys, c.env.clock.now())
  if (mail === null) return null
  const entry = access.find(({ who }) => who.toLowerCase() === mail.toLowerCase())
  if (!entry || !includesRole(entry.role, 'view')) return 'unlisted'
  return { visitor: visitorOf(entry.who, entry), formToken: await formTokenOf(token), hasSession: false }
}

/**
 * Proves that a form came from a page of this visitor: only a page that the visitor opened can know a hash of the
 * visitor's own credential.
 */
const formTokenOf = (credential: string): Promise<string> => sha256(utf8(`orderbridge form ${credential}`))
