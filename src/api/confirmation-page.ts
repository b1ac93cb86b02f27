import { confirmationWording } from '../../templates/confirmation.ts'
import type { Language } from '../model/language.ts'
import type { Confirmation } from '../outbox/actions/confirmation.ts'
import { fill } from '../text/fill.ts'
import { shown } from '../text/shown.ts'

/** The policy below has the SHA-256 of this text; a test compares both. */
export const STYLE =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color:#111;background:#fff;overflow-wrap:anywhere}' +
  'h1{font-size:1.5rem;line-height:1.25}' +
  'button{font:inherit;padding:.7rem 1.4rem;border:0;border-radius:.4rem;background:#064;color:#fff;cursor:pointer}' +
  'button:focus-visible{outline:3px solid #06f;outline-offset:3px}'

/** The page loads no resource, runs no script and allows no frame. The form posts only here. */
const POLICY = [
  "default-src 'none'",
  "style-src 'sha256-0DToO6X0zYwPegId62uPNu62k77BnvX97h0PCCzkPoA='",
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

/** Renders the page behind a link; null for an invalid or expired link. Shows no order data except the number. */
export function confirmationPage(answer: Confirmation | null | typeof LATER, language: Language): string {
  const words = confirmationWording[language]
  const found = answer === LATER ? null : answer
  const filled = (sentence: string): string =>
    escaped(fill(sentence, { number: shown(found?.orderNumber ?? '', NUMBER_LENGTH) }))
  const title = found ? filled(words.title) : 'Orderbridge'
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><main>
<h1>${title}</h1>
${body()}
</main></body>
</html>
`

  /** Without an action, the form is posted to this same address. */
  function asking(question: keyof typeof words, button: keyof typeof words): string {
    return `<p>${filled(words[question])}</p>\n<form method="post"><button>${filled(words[button])}</button></form>`
  }

  function body(): string {
    switch (found?.state) {
      case undefined:
        return `<p>${filled(answer === LATER ? words.later : words.unknown)}</p>`
      case 'open':
        return found.cancels ? asking('ask-cancelled', 'button-cancelled') : asking('ask', 'button')
      case 'confirmed':
        return `<p>${filled(words[found.cancels ? 'thanks-cancelled' : 'thanks'])}</p>`
      case 'replaced':
        return `<p>${filled(words.replaced)}</p>`
    }
  }
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
