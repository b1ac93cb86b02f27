import { utf8 } from '../text/utf8.ts'

/** One document that a person was mailed. */
export interface Mailed {
  readonly orderId: string
  readonly version: number
  /** How often the version was written: another purpose is another document. */
  readonly writing: number
  /** The storage that named it; null in what was mailed before storage had ids. */
  readonly storageId: string | null
}

/** Who may use the token, and for what: the link in a mail is no Message-ID. */
export type Purpose = 'confirmation' | 'mail'

/** A token works this long after its order was accepted: past it nobody's word should settle anything. */
const VALID_DAYS = 30
const DAY_MS = 86_400_000

/**
 * What it speaks of, until when, and a MAC over both, over whose it is and what it is for: nobody else can make one. The same
 * on every retry, because nothing in it comes from a clock but the moment of acceptance.
 */
export async function deliveryToken(
  purpose: Purpose,
  place: Place,
  { orderId, version, writing, storageId }: Mailed,
  acceptedAt: number,
  secret: string,
): Promise<string> {
  const until = acceptedAt + VALID_DAYS * DAY_MS
  const said = base64url(
    utf8(JSON.stringify([orderId, version, writing, until, ...(storageId === null ? [] : [storageId])])),
  )
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret), spoken(purpose, place, said))
  return `${said}.${base64url(new Uint8Array(mac))}`
}

/** What a token speaks of, or why it settles nothing. A forged one and a foreign one are the same to us. */
export async function readDeliveryToken(
  purpose: Purpose,
  place: Place,
  token: string,
  secret: string,
  now: number,
): Promise<Mailed | 'forged' | 'late'> {
  const [said = '', mac = '', ...more] = token.split('.')
  const given = fromBase64url(mac)
  // The comparison is the platform's, which takes the same time for every MAC.
  const isOurs = given && (await crypto.subtle.verify('HMAC', await keyOf(secret), given, spoken(purpose, place, said)))
  const named = isOurs && more.length === 0 ? fromBase64url(said) : null
  if (!named) return 'forged'
  const [orderId, version, writing, until, storageId = null] = JSON.parse(new TextDecoder().decode(named))
  return until < now ? 'late' : { orderId, version, writing, storageId }
}

/** Whose it is: it opens nothing of another supplier's, nor of another route's. */
export interface Place {
  readonly supplier: string
  readonly route: string
}

const spoken = (purpose: Purpose, { supplier, route }: Place, said: string): Uint8Array<ArrayBuffer> =>
  utf8(`orderbridge ${purpose} ${supplier} ${route} ${said}`)

const keyOf = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
  } catch {
    return null
  }
}
