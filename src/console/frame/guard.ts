import type { MiddlewareHandler } from 'hono/types'
import { isOpen } from '../../access/token-holders.ts'
import { permittedServices } from '../../api/permitted.ts'
import { readForm } from '../../web/form-body.ts'
import { isSameOrigin } from '../../web/same-origin.ts'
import { keptForm, keptText } from '../sign-in/kept-form.ts'
import { isSignPage } from '../sign-in/return-path.ts'
import { signInPage } from '../sign-in/sign-in-page.tsx'
import { readCookie } from './cookie.ts'
import { PAGE_HEADERS } from './headers.ts'
import { identify } from './identify.ts'
import { chooseLanguage, isLanguage } from './language.ts'
import { keepLanguage, LANGUAGE_COOKIE } from './language-cookie.ts'
import { messagePage } from './message.tsx'
import { queryOf } from './paths.ts'
import { stalePage } from './stale-page.ts'
import type { ConsoleContext, ConsoleEnv } from './visit.ts'
import { readWords } from './words.ts'

/** Sets the headers and the language of every page, before the sign-in too. */
export const prepare: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const redirect = await openVisit(c)
  if (redirect) return redirect
  await next()
  for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value)
}

/**
 * Sets the language, the words and the time of a page. Returns the way on after a choice of the language. A page that answers a form
 * is posted again.
 */
export async function openVisit(c: ConsoleContext): Promise<Response | null> {
  const chosen = c.req.query('language')
  if (isLanguage(chosen)) keepLanguage(c, chosen)
  if (isLanguage(chosen) && c.req.method === 'GET') return c.redirect(withoutLanguage(c.req.url), 303)
  const [first] = Object.values(c.env.gateway.suppliers)
  const fallback = first?.language ?? 'en'
  const kept = isLanguage(chosen) ? chosen : readCookie(c, LANGUAGE_COOKIE)
  const language = chooseLanguage(kept, c.req.header('accept-language'), fallback)
  const words = await readWords(language, c.env.readAsset)
  const now = c.env.clock.now()
  c.set('visit', { language, words, now, visitor: null, formToken: '', hasSession: false, late: null })
  return null
}

function withoutLanguage(url: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.delete('language')
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}

/** A page that takes a file or a whole order gets the text in the form. */
const FILE_BYTES = 4_000_000
const bytesFor = (path: string): number | undefined => (/\/(import|what-would)\/?$/.test(path) ? FILE_BYTES : undefined)

/** The file of a form is larger than the form may be. */
const isTooLarge = (request: Request, limit: number | undefined): boolean =>
  limit !== undefined && Number(request.headers.get('content-length')) > limit

/** The console is closed while neither a token nor Cloudflare Access is set. */
export const refuseClosed: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  if (isOpen(c.env)) return next()
  const { closedTitle: title, closed: text } = c.var.visit.words.frame
  return messagePage(c, { tone: 'stop', icon: 'key', title, text }, 401)
}

/**
 * Lets only a visitor pass, with the services that the visitor may use. A post must come from a page of this visitor:
 * another site can make a browser post, and cannot know the hidden field.
 * A form with the value of an earlier session is only shown again.
 */
export const requireVisitor: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const { visit } = c.var
  const { frame } = visit.words
  const found = await identify(c)
  if (found === 'unlisted') {
    return messagePage(c, { tone: 'stop', icon: 'key', title: frame.unlistedTitle, text: frame.unlisted }, 403)
  }
  if (found === null) return askToSignIn(c)
  c.env = permittedServices(c.env, found.visitor)
  c.set('visit', { ...visit, ...found })
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const limit = bytesFor(c.req.path)
    if (isTooLarge(c.req.raw, limit)) {
      const { tooLargeTitle: title, tooLarge: text } = frame
      return messagePage(c, { tone: 'stop', icon: 'stop', title, text, code: '413 too-large' }, 413)
    }
    const form = isSameOrigin(c.req.raw) ? await readForm(c.req.raw, limit) : null
    if (form === null) return stalePage(c)
    const isCurrent = form.get('form') === found.formToken
    c.set('form', isCurrent ? form : new URLSearchParams())
    if (!isCurrent) c.set('visit', { ...c.var.visit, late: keptForm(form) })
  }
  return next()
}

/** A page that takes a form shows the form at the same address. A form of this gateway stays in the page of the sign-in. */
async function askToSignIn(c: ConsoleContext): Promise<Response> {
  const { pathname } = new URL(c.req.url)
  const to = withoutLanguage(c.req.url)
  const isForm = c.req.method === 'POST' && !isSignPage(pathname)
  if (!isForm) return c.redirect(`/console/sign-in${queryOf({ to })}`, 303)
  const form = isSameOrigin(c.req.raw) ? await readForm(c.req.raw) : null
  return signInPage(c, { to, isLate: true, kept: form && keptText(keptForm(form)) }, 401)
}
