import { DAY_MS } from '../model/day.ts'
import { base64url, fromBase64url } from '../text/base64.ts'
import { utf8 } from '../text/utf8.ts'
import { hmac, isHmac } from './hmac.ts'

/** A document that was mailed to a person. */
export interface Mailed {
  readonly orderId: string
  readonly version: number
  /** Revision of the document: a document with another purpose is another document. */
  readonly documentRevision: number
  /** Id of the storage that created the token; null for mails sent before storage had ids. */
  readonly storageId: string | null
}

/** Use of a token: the token of a link is not valid as a Message-ID. */
export type Purpose = 'confirmation' | 'mail'

/** A token is valid for 30 days after its order was accepted. Later replies must not settle anything. */
const VALID_DAYS = 30

/**
 * Encodes the document and the expiry, with a MAC over both, over the place and over the purpose: nobody else can
 * create a token. The token is the same on every retry, because only the time of acceptance enters.
 */
export async function deliveryToken(
  purpose: Purpose,
  place: Place,
  { orderId, version, documentRevision, storageId }: Mailed,
  acceptedAt: number,
  secret: string,
): Promise<string> {
  const until = acceptedAt + VALID_DAYS * DAY_MS
  const payload = base64url(
    utf8(JSON.stringify([orderId, version, documentRevision, until, ...(storageId === null ? [] : [storageId])])),
  )
  return `${payload}.${base64url(await hmac(utf8(secret), signedBytes(purpose, place, payload)))}`
}

/**
 * Returns the document of a token, or why the token is invalid. A token of another place or purpose counts as forged.
 */
export async function readDeliveryToken(
  purpose: Purpose,
  place: Place,
  token: string,
  secret: string,
  now: number,
): Promise<Mailed | 'forged' | 'late'> {
  const [payload = '', mac = '', ...more] = token.split('.')
  const macBytes = fromBase64url(mac)
  const isOurs = macBytes && (await isHmac(macBytes, utf8(secret), signedBytes(purpose, place, payload)))
  const named = isOurs && more.length === 0 ? fromBase64url(payload) : null
  if (!named) return 'forged'
  const [orderId, version, documentRevision, until, storageId = null] = JSON.parse(new TextDecoder().decode(named))
  return until < now ? 'late' : { orderId, version, documentRevision, storageId }
}

/** Owner of a token: the token is invalid for every other supplier and route. */
export interface Place {
  readonly supplier: string
  readonly route: string
}

const signedBytes = (purpose: Purpose, { supplier, route }: Place, payload: string): Uint8Array<ArrayBuffer> =>
  utf8(`orderbridge ${purpose} ${supplier} ${route} ${payload}`)
