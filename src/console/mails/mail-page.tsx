import type { LocalMail } from '../../services.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { messagePage } from '../frame/message.tsx'
import { Note } from '../frame/note.tsx'
import { page } from '../frame/page.tsx'
import { Sheet } from '../frame/sheet.tsx'
import { moment } from '../frame/times.ts'
import type { ConsoleContext } from '../frame/visit.ts'
import { linksHere, textPieces } from './links-here.ts'

export const mailPath = (id: string): string => `/mails/${encodeURIComponent(id)}`

/** A mail as its reader would get the mail: the HTML part in a sandbox, the text and the attachments. */
export function mailPage(c: ConsoleContext, mail: LocalMail) {
  const { words } = c.var.visit
  const { welcome, frame } = words
  const [first] = Object.values(c.env.gateway.suppliers)
  const zone = first?.timeZone ?? 'UTC'
  const { origin } = new URL(c.req.url)
  const subject = mail.subject.trim() || welcome.mailNoSubject
  const text = linksHere(mail.text, c.env.gateway.publicUrl, origin)
  return page(c, {
    title: subject,
    place: frame.local,
    body: (
      <>
        <section class="sheet pad flow" aria-labelledby="mail">
          <h1 id="mail" dir="auto">
            {subject}
          </h1>
          <dl class="facts">
            <dt>{welcome.mailFrom}</dt>
            <dd dir="auto">{mail.from}</dd>
            <dt>{welcome.mailTo}</dt>
            <dd dir="auto">{mail.to.join(', ')}</dd>
            {mail.replyTo && (
              <>
                <dt>{welcome.mailReplyTo}</dt>
                <dd dir="auto">{mail.replyTo}</dd>
              </>
            )}
            <dt>{welcome.mailWhen}</dt>
            <dd>{moment(mail.at, c.var.visit, zone)}</dd>
            <Attachments c={c} mail={mail} />
          </dl>
          <Note tone="way">
            <p>{welcome.mailNotSent}</p>
          </Note>
          <p>
            <a href="/">{welcome.toWelcome}</a>
          </p>
        </section>
        {mail.html !== undefined && (
          <Sheet id="html" title={welcome.mailAsHtml}>
            <iframe
              class="sheet"
              title={welcome.mailAsHtml}
              src={`${mailPath(mail.id)}/html`}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              width="100%"
              height="720"
            />
          </Sheet>
        )}
        <Sheet id="text" title={welcome.mailAsText}>
          <pre dir="auto" tabindex={0}>
            {textPieces(text, origin).map(({ text: piece, href }) =>
              href === undefined ? (
                piece
              ) : (
                <a href={href} target="_blank" rel="noopener">
                  {piece}
                </a>
              ),
            )}
          </pre>
        </Sheet>
      </>
    ),
  })
}

function Attachments({ c, mail }: { c: ConsoleContext; mail: LocalMail }) {
  const { attachments = [] } = mail
  if (attachments.length === 0) return null
  return (
    <>
      <dt>{c.var.visit.words.welcome.mailFiles}</dt>
      <dd>
        {attachments.map(({ filename }, index) => (
          <a href={`${mailPath(mail.id)}/files/${index + 1}`} download dir="auto">
            {filename}
          </a>
        ))}
      </dd>
    </>
  )
}

export function missingMailPage(c: ConsoleContext) {
  const { missingMailTitle: title, missingMail: text, toWelcome: label } = c.var.visit.words.welcome
  return messagePage(c, { tone: 'you', icon: 'mail', title, text, next: { href: '/', label } }, 404)
}
