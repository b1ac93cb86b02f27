import MailComposer from 'nodemailer/lib/mail-composer'
import type { Mail } from '../document.ts'
import type { LocalMoment } from '../order/order.ts'
import { encode } from '../text/charset.ts'
import { utf8 } from '../text/utf8.ts'
import { base64 } from '../transports/cms/pem.ts'

/** What a mail is known by. All of it stays the same over every retry, so that the bytes do. */
export interface MailIdentity {
  /** The delivery's: 32 hex characters. */
  readonly key: string
  readonly preparedAt: LocalMoment
  readonly attachmentName: string
  /** By which a mail that comes back is known: a text and its HMAC, so that nobody else can make one. */
  readonly token?: string
}

/** The mail as MIME, ready to be handed over. Its boundaries, date and Message-ID are made of its identity. */
export async function composeMail(mail: Mail, identity: MailIdentity): Promise<Uint8Array<ArrayBuffer>> {
  const { key, preparedAt, attachmentName, token } = identity
  const { attachment } = mail
  const composer = new MailComposer({
    from: mail.from,
    to: [...mail.to],
    ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // RFC 3834: nobody's absence is answered to an order.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Orderbridge-Delivery': key,
      // Too long for one line, which a Message-ID must fit on.
      ...(token === undefined ? {} : { 'X-Orderbridge-Message-ID': `<${token}@${domainOf(mail.from)}>` }),
    },
    date: new Date(`${preparedAt.date}T${preparedAt.time}${preparedAt.offset}`),
    messageId: await messageId(mail.from, identity),
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

/** Base64url characters of a digest: 132 bits. */
const DIGEST_LENGTH = 22
/** What stands beside the domain in a line of 76 characters, where the composer folds. */
const DOMAIN_LENGTH = 76 - 'Message-ID: <@>'.length - DIGEST_LENGTH

/**
 * One for all tries of this document; another for a document that a person had written anew. Some readers do not unfold a
 * header field, so the Message-ID fits on one line. With a token it is the token's HMAC, so nobody can foretell it.
 */
async function messageId(from: string, { key, preparedAt, token }: MailIdentity): Promise<string> {
  const moment = `${preparedAt.date}${preparedAt.time}`
  const name =
    token === undefined ? shortened(base64(new Uint8Array(await digestOf(`${key} ${moment}`)))) : mailName(token)
  return `<${name}@${fittingDomain(domainOf(from))}>`
}

/** What stands before the @ of a Message-ID: the token's HMAC. */
export const mailName = (token: string): string => shortened(token.split('.').at(-1) ?? '')

const shortened = (digest: string): string => digest.replace(/[^A-Za-z0-9_-]/g, '').slice(0, DIGEST_LENGTH)

const digestOf = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', utf8(text))

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** The end of a long domain. */
function fittingDomain(domain: string): string {
  const labels = domain.split('.')
  while (labels.length > 1 && labels.join('.').length > DOMAIN_LENGTH) labels.shift()
  return labels.join('.').slice(0, DOMAIN_LENGTH)
}
