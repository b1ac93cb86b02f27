import { Hono } from 'hono'
import type { ConsoleEnv } from './frame/visit.ts'
import { mails } from './mails/mails.ts'
import { welcome } from './welcome/welcome.tsx'

/** The pages that a person's own machine shows: the welcome page, and the mails that were not sent. */
export const localPages = new Hono<ConsoleEnv>({ strict: false })

localPages.route('/mails', mails)
localPages.route('/', welcome)
