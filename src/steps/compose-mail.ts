import MailComposer from 'nodemailer/lib/mail-composer'
import type { Mail } from '../model/document.ts'
import type { LocalMoment } from '../model/order/order.ts'
import { base64 } from '../text/base64.ts'
import { encode } from '../text/charset.ts'
import { utf8 } from '../text/utf8.ts'

/** The identity of a mail. Constant over all attempts, so that the bytes stay the same. */
export interface MailIdentity {
  /** The delivery's key, 32 hex characters. */
  readonly key: string
  readonly preparedAt: LocalMoment
  readonly attachmentName: string
  /** Identifies a bounced mail: a text and its HMAC, so that no other sender can forge a token. */
  readonly token?: string
}

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

/** Base64url characters of a digest: 132 bits. */
const DIGEST_LENGTH = 22
/** The room for the domain in a line of 76 characters, where the composer folds. */
const DOMAIN_LENGTH = 76 - 'Message-ID: <@>'.length - DIGEST_LENGTH

/**
 * Returns one Message-ID for all attempts of a document; a rewritten document gets a new Message-ID. Some readers do
 * not unfold header fields, so the Message-ID fits on one line. With a token the Message-ID holds the token's HMAC
 * and cannot be guessed.
 */
async function messageId(from: string, { key, preparedAt, token }: MailIdentity): Promise<string> {
  const moment = `${preparedAt.date}${preparedAt.time}`
  const name =
    token === undefined ? shortened(base64(new Uint8Array(await digestOf(`${key} ${moment}`)))) : mailName(token)
  return `<${name}@${fittingDomain(domainOf(from))}>`
}

/** The part before the @ of a Message-ID: the token's HMAC. */
export const mailName = (token: string): string => shortened(token.split('.').at(-1) ?? '')

const shortened = (digest: string): string => digest.replace(/[^A-Za-z0-9_-]/g, '').slice(0, DIGEST_LENGTH)

const digestOf = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', utf8(text))

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** Shortens a long domain to its last labels. */
function fittingDomain(domain: string): string {
  const labels = domain.split('.')
  while (labels.length > 1 && labels.join('.').length > DOMAIN_LENGTH) labels.shift()
  return labels.join('.').slice(0, DOMAIN_LENGTH)
}
