import { tokenHolders } from '../../access/token-holders.ts'
import { localMoment } from '../../model/local-time.ts'
import { Field } from '../frame/field.tsx'
import { Icon } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { page } from '../frame/page.tsx'
import type { ConsoleContext } from '../frame/visit.ts'
import { KEPT_FIELD } from './kept-form.ts'

/** The most characters of a visitor's name. */
export const NAME_LENGTH = 100

interface Asked {
  /** The page that the visitor asked for. */
  readonly to: string
  readonly name?: string
  readonly problem?: string
  /** A form was sent after the session had ended. */
  readonly isLate?: boolean
  /** The fields of that form, if the page can keep the fields. */
  readonly kept?: string | null
}

/** Asks for a name and a token. A form that came too late stays in a hidden field, so only this browser has the typed text. */
export function signInPage(c: ConsoleContext, asked: Asked, status: 200 | 401 | 403 | 422 | 429) {
  const { to, name = '', problem, isLate = false, kept = null } = asked
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
      kept: isLate && kept === null ? null : { to, name, ...(kept === null ? {} : { [KEPT_FIELD]: kept }) },
      body: (
        <div class="slim flow">
          <h1>
            {greeting}
            <br />
            {text.heading}
          </h1>
          {isLate && (
            <Note tone="stop" isNews title={<h2>{text.lateTitle}</h2>}>
              <p>{kept === null ? text.lost : text.kept}</p>
            </Note>
          )}
          {hasTokens ? (
            <form class="sheet pad flow" method="post" action="/console/sign-in">
              <Field
                {...{ id: 'name', label: text.name, hint: text.nameHint, value: name }}
                {...{ autocomplete: 'name', maxlength: NAME_LENGTH, required: true }}
              />
              <Field
                {...{ id: 'token', type: 'password', label: text.token, problem }}
                {...{ autocomplete: 'current-password', required: true }}
              />
              <button class="btn go" type="submit">
                <Icon name="key" />
                {text.button}
              </button>
              <p class="soft">{text.help}</p>
              <input type="hidden" name="to" value={to} />
              {kept !== null && <input type="hidden" name={KEPT_FIELD} value={kept} />}
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
