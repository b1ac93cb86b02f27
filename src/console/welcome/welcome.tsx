import { Hono } from 'hono'
import { isOpen } from '../../access/token-holders.ts'
import { isOwnMachine } from '../../web/clear-text.ts'
import { prepare } from '../frame/guard.ts'
import type { ConsoleEnv } from '../frame/visit.ts'
import { welcomePage } from './welcome-page.tsx'

/** The address without a path: the welcome page on the machine of the person who uses it, else the way to the console. */
export const welcome = new Hono<ConsoleEnv>({ strict: false })

/**
 * The name in the address counts too: a page of the web may give its own name this machine's number, and must not read
 * orders so.
 */
welcome.use('/', prepare, async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
  const isHere = c.env.isLocal && isOwnMachine(new URL(c.req.url).hostname)
  if (isHere) return welcomePage(c)
  return isOpen(c.env) ? c.redirect('/console', 303) : next()
})
