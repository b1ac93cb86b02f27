import { Hono } from 'hono'
import { SESSION_MS, writeSession } from '../../access/session.ts'
import { signedName } from '../../access/signed-name.ts'
import { holderOf, tokenHolders } from '../../access/token-holders.ts'
import { localMoment } from '../../model/local-time.ts'
import { fill } from '../../text/fill.ts'
import { readForm } from '../../web/form-body.ts'
import { isSameOrigin } from '../../web/same-origin.ts'
import { Icon } from '../frame/icons.tsx'
import { messagePage } from '../frame/message.tsx'
import { Note } from '../frame/note.tsx'
import { page } from '../frame/page.tsx'
import { setSessionCookie } from '../frame/session-cookie.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { returnPath } from './return-path.ts'

const NAME_LENGTH = 100

/** Exchanges a token for a signed cookie. */
export const signIn = new Hono<ConsoleEnv>({ strict: false })

signIn.get('/', (c) => {
  const to = returnPath(c.req.query('to'))
  return signInPage(c, { to, name: '', problem: null, isLost: c.req.query('lost') !== undefined }, 200)
})

signIn.post('/', async (c) => {
  const { words, now } = c.var.visit
  const form = isSameOrigin(c.req.raw) ? await readForm(c.req.raw) : null
  if (!form) {
    const next = { href: '/console/sign-in', label: words.signIn.button }
    const { staleTitle: title, stale: text } = words.frame
    return messagePage(c, { tone: 'stop', icon: 'stop', title, text, next }, 403)
  }
  const to = returnPath(form.get('to'))
  const name = (form.get('name') ?? '').trim().slice(0, NAME_LENGTH)
  const address = c.req.header('cf-connecting-ip') ?? ''
  const waitMs = c.env.attempts.waitMs(address)
  if (waitMs > 0) {
    const seconds = String(Math.ceil(waitMs / 1000))
    c.header('retry-after', seconds)
    return signInPage(c, { to, name, problem: fill(words.signIn.wait, { seconds }) }, 429)
  }
  const holder = await holderOf((form.get('token') ?? '').trim(), c.env)
  if (holder === null) {
    const [first = ''] = Object.keys(c.env.gateway.suppliers)
    c.env.badSignatures.countRejected(first, 'console')
    const left = c.env.attempts.countWrong(address)
    const problem = left === 0 ? words.signIn.wrongLast : fill(words.signIn.wrong, { left: String(left) })
    return signInPage(c, { to, name, problem }, 403)
  }
  if (signedName(name, holder.name) === '') return signInPage(c, { to, name, problem: words.signIn.nameless }, 422)
  c.env.attempts.forget(address)
  setSessionCookie(c, await writeSession({ who: name, holder: holder.name, until: now + SESSION_MS }, holder.token))
  return c.redirect(to, 303)
})

interface Asked {
  readonly to: string
  readonly name: string
  readonly problem: string | null
  /** A form was sent after the session had ended. */
  readonly isLost?: boolean
}

function signInPage(c: ConsoleContext, { to, name, problem, isLost = false }: Asked, status: 200 | 403 | 422 | 429) {
  const { words, now } = c.var.visit
  const { signIn: text } = words
  const [first] = Object.values(c.env.gateway.suppliers)
  const hour = Number(localMoment(now, first?.timeZone ?? 'UTC').time.slice(0, 2))
  const greeting = hour < 12 ? text.morning : hour < 18 ? text.afternoon : text.evening
  const hasTokens = tokenHolders(c.env).length > 0
  return page(
    c,
    {
      title: text.title,
      body: (
        <div class="slim flow">
          <h1>
            {greeting}
            <br />
            {text.heading}
          </h1>
          {isLost && (
            <Note tone="stop" isNews title={<h2>{text.lostTitle}</h2>}>
              <p>{text.lost}</p>
            </Note>
          )}
          {hasTokens ? (
            <form class="sheet pad flow" method="post" action="/console/sign-in">
              <div>
                <label for="name">{text.name}</label>
                <input id="name" name="name" autocomplete="name" maxlength={NAME_LENGTH} required value={name} />
                <span class="hint">{text.nameHint}</span>
              </div>
              <div>
                <label for="token">{text.token}</label>
                <input
                  id="token"
                  name="token"
                  type="password"
                  autocomplete="current-password"
                  required
                  aria-invalid={problem ? 'true' : undefined}
                  aria-describedby={problem ? 'problem' : undefined}
                />
                {problem && (
                  <p class="err" id="problem" role="alert">
                    <Icon name="stop" />
                    <span>{problem}</span>
                  </p>
                )}
              </div>
              <button class="btn go" type="submit">
                <Icon name="key" />
                {text.button}
              </button>
              <p class="soft">{text.help}</p>
              <input type="hidden" name="to" value={to} />
            </form>
          ) : (
            <p class="sheet pad">{text.onlyAccess}</p>
          )}
        </div>
      ),
    },
    status,
  )
}
