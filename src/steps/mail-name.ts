import type { LocalMoment } from '../model/order/order.ts'

/** The identity of a mail. Constant over all attempts, so that the bytes stay the same. */
export interface MailIdentity {
  /** The delivery's key, 32 hex characters. */
  readonly key: string
  readonly preparedAt: LocalMoment
  readonly attachmentName: string
  /** Identifies a bounced mail: a text and its HMAC, so that no other sender can forge a token. */
  readonly token?: string
}

/** Base64url characters of a digest: 132 bits. */
export const NAME_LENGTH = 22

/** The part before the @ of a Message-ID: the token's HMAC. */
export const mailName = (token: string): string => shortenedName(token.split('.').at(-1) ?? '')

export const shortenedName = (digest: string): string => digest.replace(/[^A-Za-z0-9_-]/g, '').slice(0, NAME_LENGTH)
