import { Hono } from 'hono'
import { SESSION_MS, writeSession } from '../../access/session.ts'
import { signedName } from '../../access/signed-name.ts'
import { holderOf } from '../../access/token-holders.ts'
import { fill } from '../../text/fill.ts'
import { readForm } from '../../web/form-body.ts'
import { isSameOrigin } from '../../web/same-origin.ts'
import { setSessionCookie } from '../frame/session-cookie.ts'
import { stalePage } from '../frame/stale-page.ts'
import type { ConsoleEnv } from '../frame/visit.ts'
import { KEPT_FIELD } from './kept-form.ts'
import { returnPath } from './return-path.ts'
import { NAME_LENGTH, signInPage } from './sign-in-page.tsx'

/** Exchanges a token for a signed cookie. */
export const signIn = new Hono<ConsoleEnv>({ strict: false })

signIn.get('/', (c) => signInPage(c, { to: returnPath(c.req.query('to')) }, 200))

signIn.post('/', async (c) => {
  const { words, now } = c.var.visit
  const form = isSameOrigin(c.req.raw) ? await readForm(c.req.raw) : null
  if (!form) return stalePage(c, { href: '/console/sign-in', label: words.signIn.button })
  const name = (form.get('name') ?? '').trim().slice(0, NAME_LENGTH)
  const kept = form.get(KEPT_FIELD)
  const asked = { to: returnPath(form.get('to')), name, kept, isLate: kept !== null }
  // A choice of the language tries no token.
  if (c.req.query('language') !== undefined) return signInPage(c, asked, 200)
  const address = c.req.header('cf-connecting-ip') ?? ''
  const waitMs = c.env.attempts.waitMs(address)
  if (waitMs > 0) {
    const seconds = String(Math.ceil(waitMs / 1000))
    c.header('retry-after', seconds)
    return signInPage(c, { ...asked, problem: fill(words.signIn.wait, { seconds }) }, 429)
  }
  const holder = await holderOf((form.get('token') ?? '').trim(), c.env)
  if (holder === null) {
    const [first = ''] = Object.keys(c.env.gateway.suppliers)
    c.env.badSignatures.countRejected(first, 'console')
    const left = c.env.attempts.countWrong(address)
    const problem = left === 0 ? words.signIn.wrongLast : fill(words.signIn.wrong, { left })
    return signInPage(c, { ...asked, problem }, 403)
  }
  if (signedName(name, holder.name) === '') return signInPage(c, { ...asked, problem: words.signIn.nameless }, 422)
  c.env.attempts.forget(address)
  setSessionCookie(c, await writeSession({ who: name, holder: holder.name, until: now + SESSION_MS }, holder.token))
  // A browser that follows 307 posts the kept form once more, and the page of the form shows the form again.
  return c.redirect(asked.to, kept === null ? 303 : 307)
})
