import { PAGE_HEADERS } from '../frame/headers.ts'

/** The content security policy of the page that shows a mail. The page has the HTML part in a frame. */
export const FRAMING_POLICY = `${PAGE_HEADERS['content-security-policy']}; frame-src 'self'`

/**
 * The HTML part of a mail. A customer wrote a part of the text, so no script runs, no file is loaded and no form is
 * sent. A link opens in another window.
 */
export const FRAMED_MAIL_HEADERS: Readonly<Record<string, string>> = {
  ...PAGE_HEADERS,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; '),
  'x-frame-options': 'SAMEORIGIN',
}
