import { Hono } from 'hono'
import { isOpen } from '../../access/token-holders.ts'
import { prepare } from '../frame/guard.ts'
import type { ConsoleEnv } from '../frame/visit.ts'
import { isHere } from './is-here.ts'
import { welcomePage } from './welcome-page.tsx'

/** The address without a path: the welcome page on the machine of the person who uses it, else the way to the console. */
export const welcome = new Hono<ConsoleEnv>({ strict: false })

welcome.use('/', prepare, async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
  if (isHere(c)) return welcomePage(c)
  return isOpen(c.env) ? c.redirect('/console', 303) : next()
})
