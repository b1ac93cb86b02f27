import { fill } from '../../text/fill.ts'
import { closestPage } from './closest-page.ts'
import { openVisit } from './guard.ts'
import { PAGE_HEADERS } from './headers.ts'
import { messagePage } from './message.tsx'
import type { ConsoleContext } from './visit.ts'

export function notFoundPage(c: ConsoleContext) {
  const { words } = c.var.visit
  const { notFoundTitle: title, notFound: text, mistyped, toToday } = words.frame
  const path = closestPage(c.req.path, words.tabs)
  const next =
    path === null ? { href: '/console', label: toToday } : { href: path, label: fill(mistyped, { address: path }) }
  return messagePage(c, { tone: 'you', icon: 'find', title, text, next }, 404)
}

/** Programs get JSON. A browser asks for HTML. */
const PROGRAMS = /^\/(api|webhooks|mailbox|acknowledgements|as2|metrics|healthz|openapi\.json)(\/|$)/

export const isForPerson = ({ method, url, headers }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  /\btext\/html\b/i.test(headers.get('accept') ?? '') &&
  !PROGRAMS.test(new URL(url).pathname)

/** The page for a person at an address outside the console. */
export async function unknownAddressPage(c: ConsoleContext): Promise<Response> {
  const redirect = await openVisit(c)
  if (redirect) return redirect
  for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value)
  return notFoundPage(c)
}
