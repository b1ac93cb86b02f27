import { Hono } from 'hono'
import type { MiddlewareHandler } from 'hono/types'
import type { LocalMail } from '../../services.ts'
import { prepare } from '../frame/guard.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { isHere } from '../welcome/is-here.ts'
import { FRAMED_MAIL_HEADERS, FRAMING_POLICY } from './frame-headers.ts'
import { inOtherWindow, linksHere } from './links-here.ts'
import { mailPage, missingMailPage } from './mail-page.tsx'

/** The mails that a gateway on a laptop did not send. In production no such address exists. */
export const mails = new Hono<ConsoleEnv>({ strict: false })

/** The frame of the HTML part is the only frame that a page of the gateway allows. */
const allowFrame: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  await next()
  c.header('content-security-policy', FRAMING_POLICY)
}

const mailOf = (c: ConsoleContext): LocalMail | undefined =>
  c.env.localMails().find(({ id }) => id === c.req.param('mail'))

mails.get(
  '/:mail',
  async (c, next) => (isHere(c) ? next() : c.notFound()),
  allowFrame,
  prepare,
  (c) => {
    const mail = mailOf(c)
    return mail ? mailPage(c, mail) : missingMailPage(c)
  },
)

/** The HTML part as a document of its own. The headers make a sandbox of the document, also outside the frame. */
mails.get('/:mail/html', (c) => {
  const html = isHere(c) ? mailOf(c)?.html : undefined
  if (html === undefined) return c.notFound()
  const { origin } = new URL(c.req.url)
  const shown = inOtherWindow(linksHere(html, c.env.gateway.publicUrl, origin))
  return new Response(shown, { headers: FRAMED_MAIL_HEADERS })
})

mails.get('/:mail/files/:number', (c) => {
  const file = isHere(c) ? mailOf(c)?.attachments?.[Number(c.req.param('number')) - 1] : undefined
  if (file === undefined) return c.notFound()
  return new Response(file.content, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${file.filename.replaceAll(/[^\w.-]+/g, '_')}"`,
      'x-content-type-options': 'nosniff',
    },
  })
})
