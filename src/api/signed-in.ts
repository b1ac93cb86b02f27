import type { Context, MiddlewareHandler } from 'hono'
import { signedName } from '../access/signed-name.ts'
import { holderOf } from '../access/token-holders.ts'
import { visitorOf } from '../access/visitor.ts'
import type { Role } from '../profile/console.ts'
import type { HonoEnv } from '../services.ts'
import { bearerOf, CHALLENGE, namesToken, UNAUTHORISED } from '../web/bearer.ts'
import { problemResponse } from '../web/problem-response.ts'
import { permittedServices } from './permitted.ts'

/**
 * Refuses a request without a valid token of the role. Else limits the services to the rights of the holder. A token of a
 * lower role counts as wrong.
 */
export const signedInAs =
  (needed: Role): MiddlewareHandler<HonoEnv> =>
  async (c, next) => {
    const sent = bearerOf(c.req.raw)
    const holder = sent === null ? null : await holderOf(sent, c.env, needed)
    if (holder === null) return refuseToken(c)
    const sign = (name: string): string => signedName(name, holder.name) || name
    c.env = permittedServices(c.env, { ...visitorOf(holder.name ?? '', holder), sign })
    await next()
    c.header('cache-control', 'no-store')
  }

/** The response to a missing or a wrong token. Many wrong tokens raise an alert. */
export function refuseToken(c: Context<HonoEnv>): Response {
  // The API belongs to no supplier, so the alert uses the first supplier's language.
  const [first = ''] = Object.keys(c.env.gateway.suppliers)
  if (namesToken(c.req.raw)) c.env.badSignatures.countRejected(first, 'api')
  return problemResponse(UNAUTHORISED, CHALLENGE)
}
