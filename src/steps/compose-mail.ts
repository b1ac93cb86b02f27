import MailComposer from 'nodemailer/lib/mail-composer'
import type { Mail } from '../model/document.ts'
import { base64 } from '../text/base64.ts'
import { encode } from '../text/charset.ts'
import { utf8 } from '../text/utf8.ts'
import { type MailIdentity, mailName, NAME_LENGTH, shortenedName } from './mail-name.ts'

/**
 * Composes the MIME message. Boundaries, date and Message-ID derive from the identity, so that every attempt has the
 * same bytes.
 */
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
    // RFC 3834: suppresses automatic replies, such as absence notices.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Orderbridge-Delivery': key,
      // The library folds a header of more than 76 characters, and some readers of bounces do not unfold a Message-ID.
      'Message-ID': { prepared: true, foldLines: false, value: await messageId(mail.from, identity) },
      // The token is too long for a Message-ID, which must fit on one line.
      ...(token === undefined ? {} : { 'X-Orderbridge-Message-ID': `<${token}@${domainOf(mail.from)}>` }),
    },
    date: new Date(`${preparedAt.date}T${preparedAt.time}${preparedAt.offset}`),
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

/** The room for the domain in a line of 76 characters, where the composer folds. */
const DOMAIN_LENGTH = 76 - 'Message-ID: <@>'.length - NAME_LENGTH

/**
 * Returns one Message-ID for all attempts of a document; a rewritten document gets a new Message-ID. Some readers do
 * not unfold header fields, so the Message-ID fits on one line. With a token the Message-ID holds the token's HMAC
 * and cannot be guessed.
 */
async function messageId(from: string, { key, preparedAt, token }: MailIdentity): Promise<string> {
  const moment = `${preparedAt.date}${preparedAt.time}`
  const name =
    token === undefined ? shortenedName(base64(new Uint8Array(await digestOf(`${key} ${moment}`)))) : mailName(token)
  return `<${name}@${fittingDomain(domainOf(from))}>`
}

const digestOf = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', utf8(text))

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** Shortens a long domain to its last labels. */
function fittingDomain(domain: string): string {
  const labels = domain.split('.')
  while (labels.length > 1 && labels.join('.').length > DOMAIN_LENGTH) labels.shift()
  return labels.join('.').slice(0, DOMAIN_LENGTH)
}
