import MailComposer from 'nodemailer/lib/mail-composer'
import type { Mail } from '../document.ts'
import type { LocalMoment } from '../order/order.ts'
import { encode } from '../text/charset.ts'

/** What a mail is known by. All of it stays the same over every retry, so that the bytes do. */
export interface MailIdentity {
  /** The delivery's: 32 hex characters. */
  readonly key: string
  readonly preparedAt: LocalMoment
  readonly attachmentName: string
  /** What its Message-ID is made of, where a mail that comes back is to be known by it. */
  readonly token?: string
}

/** The mail as MIME, ready to be handed over. Its boundaries, date and Message-ID are made of its identity. */
export async function composeMail(mail: Mail, identity: MailIdentity): Promise<Uint8Array<ArrayBuffer>> {
  const { key, preparedAt, attachmentName } = identity
  const { attachment } = mail
  const composer = new MailComposer({
    from: mail.from,
    to: [...mail.to],
    ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // RFC 3834: nobody's absence is answered to an order.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Orderbridge-Delivery': key },
    date: new Date(`${preparedAt.date}T${preparedAt.time}${preparedAt.offset}`),
    messageId: messageId(mail.from, identity),
    baseBoundary: key,
    boundaryPrefix: '=_orderbridge',
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(attachment
      ? {
          attachments: [
            {
              filename: attachmentName,
              content: Buffer.from(encode(attachment.text, attachment.charset)),
              contentType: `${attachment.mediaType}; charset=${attachment.charset}`,
            },
          ],
        }
      : {}),
  })
  return new Uint8Array(await composer.compile().build())
}

/** One for all tries of this document; another for a document that a person had written anew. */
function messageId(from: string, { key, preparedAt, token }: MailIdentity): string {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  if (token !== undefined) return `<${token}@${domain}>`
  const moment = `${preparedAt.date}${preparedAt.time}`.replace(/\D/g, '')
  return `<${key}.${moment}@${domain}>`
}
