import { confirmationWording } from '../../templates/confirmation.ts'
import { LANGUAGES, type Language } from '../model/language.ts'
import type { Confirmation } from '../outbox/actions/confirmation.ts'
import { fill } from '../text/fill.ts'
import { shown } from '../text/shown.ts'
import { LOGO } from '../web/logo.ts'
import { STYLE } from './confirmation-style.ts'

/** The page loads no resource, runs no script and allows no frame. The form posts only here. */
const POLICY = [
  "default-src 'none'",
  "style-src 'sha256-TY9BDHspcQB+hRJ1VWfbJDxmZj+CoObxtX+paYNNtfE='",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  // The address holds a token, so the browser must not send the address to another site.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
}

/** Longer than real order numbers. */
const NUMBER_LENGTH = 100

/** The outbox did not answer. */
export const LATER = 'later'

/** The supplier's name and the telephone number of the order desk, for the reader of a mail. */
export interface ConfirmationDesk {
  readonly name: string
  readonly phone?: string | undefined
}

/** Renders the page behind a link; null for an invalid or expired link. Shows no order data except the number. */
export function confirmationPage(
  answer: Confirmation | null | typeof LATER,
  language: Language,
  desk: ConfirmationDesk | null = null,
): string {
  const words = confirmationWording[language]
  const { heading, text, button } = partsOf(answer)
  const number = shown(answer === null || answer === LATER ? '' : answer.orderNumber, NUMBER_LENGTH)
  const filled = (key: keyof typeof words): string => escaped(fill(words[key], { number }))
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${number === '' ? '' : `${filled('title')} · `}Orderbridge</title><style>${STYLE}</style>
</head>
<body>
<header><div class="top">
<p class="brand">${LOGO}<span>Orderbridge${desk ? `<small>${escaped(desk.name)}</small>` : ''}</span></p>
<nav aria-label="${filled('language')}"><ul>${LANGUAGES.map((name) => languageLink(name, language)).join('')}</ul></nav>
</div></header>
<main>
<h1>${filled(heading)}</h1>
<div class="sheet"><p>${filled(text)}</p>${button ? form(filled(button)) : ''}</div>
${desk?.phone === undefined ? '' : `<p class="help">${filled('help')} ${telephone(desk.phone)}</p>`}
</main>
</body>
</html>
`
}

type Key = keyof (typeof confirmationWording)['en']

interface Parts {
  readonly heading: Key
  readonly text: Key
  readonly button?: Key
}

function partsOf(answer: Confirmation | null | typeof LATER): Parts {
  if (answer === null) return { heading: 'unknown', text: 'unknown-do' }
  if (answer === LATER) return { heading: 'later', text: 'later-do' }
  const { state, cancels } = answer
  if (state === 'replaced') return { heading: 'replaced', text: 'replaced-do' }
  if (state === 'confirmed') return { heading: cancels ? 'thanks-cancelled' : 'thanks', text: 'close' }
  return cancels
    ? { heading: 'question-cancelled', text: 'ask-cancelled', button: 'button-cancelled' }
    : { heading: 'question', text: 'ask', button: 'button' }
}

/** Without an action, the form is posted to this same address. */
const form = (button: string): string => `<form method="post"><button>${CHECK}${button}</button></form>`

/** A link keeps the path, and therefore the token. Opening the page in another language changes nothing. */
const languageLink = (name: Language, current: Language): string =>
  `<li><a href="?language=${name}" lang="${name}" hreflang="${name}"${name === current ? ' aria-current="true"' : ''}>${name}</a></li>`

const telephone = (phone: string): string =>
  `<a href="tel:${phone.replace(/[^+\d]/g, '')}">${escaped(shown(phone, NUMBER_LENGTH))}</a>`

const CHECK = '<svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true"><path d="m4.5 12.5 5 5 10-11"/></svg>'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
