import { Hono } from 'hono'
import { isOpen } from '../access/token-holders.ts'
import type { ConsoleEnv } from './frame/visit.ts'

/** Stands in for the pages of a person's own machine in a deployed Worker: the address without a path leads to the console. */
export const localPages = new Hono<ConsoleEnv>({ strict: false })

localPages.get('/', (c, next) => (isOpen(c.env) ? Promise.resolve(c.redirect('/console', 303)) : next()))
