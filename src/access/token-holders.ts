import { includesRole, type Role } from '../profile/console.ts'
import type { Gateway } from '../profile/supplier.ts'
import { isStrongToken, isToken } from '../web/bearer.ts'

/** A person or a program with a token for the console and the Admin API. */
export interface TokenHolder {
  /** The person of the access list; null for the CONSOLE_TOKEN, which belongs to nobody in particular. */
  readonly name: string | null
  readonly token: string
  readonly role: Role
  readonly suppliers: readonly string[] | undefined
}

interface Known {
  readonly gateway: Pick<Gateway, 'console'>
  readonly secrets: { get(name: string): string | undefined }
}

/** Holders of tokens that are set and strong enough, and whose role includes `needed`. */
export function tokenHolders({ gateway, secrets }: Known, needed: Role = 'view'): TokenHolder[] {
  const owner = { name: null, token: secrets.get('CONSOLE_TOKEN'), role: 'manage' as const, suppliers: undefined }
  const people = (gateway.console?.access ?? []).map(({ who, token, role, suppliers }) => ({
    ...{ name: who, token: token && secrets.get(token), role, suppliers },
  }))
  return [owner, ...people]
    .filter(({ role }) => includesRole(role, needed))
    .flatMap(({ token, ...holder }) => (isStrongToken(token) ? [{ ...holder, token }] : []))
}

/** Compares with every token, so that the duration does not show whose token was nearly right. */
export async function holderOf(sent: string, known: Known, needed: Role = 'view'): Promise<TokenHolder | null> {
  const holders = tokenHolders(known, needed)
  const matches = await Promise.all(holders.map(({ token }) => isToken(sent, token)))
  return holders[matches.indexOf(true)] ?? null
}

/** Whether anybody can sign in. Without a token and without Cloudflare Access the console is closed. */
export const isOpen = (known: Known): boolean =>
  tokenHolders(known).length > 0 || known.gateway.console?.accessTeam !== undefined
