import type { BounceEffect } from '../outbox/answers/bounced.ts'
import type { Gateway } from '../profile/supplier.ts'
import type { Services } from '../services.ts'
import { type Bounce, readIncomingMail } from '../steps/read-bounce.ts'
import { isGoodSecret } from '../steps/verify.ts'
import { type Mailed, type Place, readDeliveryToken } from '../web/delivery-token.ts'

/** What is to become of a mail that came to an address we send from. */
export type Fate =
  /** It was about a mail of ours. */
  | BounceEffect
  /** Nobody waits for an answer. */
  | 'ignored'
  /** A person wrote to us, and must know that nobody reads it. */
  | 'turned-away'

/** Null is one that is too long to be read. */
export async function receiveMail(
  bytes: Uint8Array<ArrayBuffer> | null,
  { from, to }: { readonly from: string; readonly to: string },
  services: Pick<Services, 'gateway' | 'secrets' | 'clock' | 'outbox'>,
): Promise<Fate> {
  // Whoever gives no address wants no answer: only programs do that.
  const isBack = from === '' || from === '<>'
  const mail = bytes ? readIncomingMail(bytes) : 'person'
  if (typeof mail === 'string') return isBack || mail === 'auto' ? 'ignored' : 'turned-away'
  const places = placesThatMailFrom(to, services.gateway)
  const found = await mailOf(mail, places, services)
  if (found) return services.outbox(found.place.supplier).processBounce(found.place.route, found.mailed, mail)
  const effect = await hearByName(mail, places, services)
  if (effect !== 'unknown') return effect
  // A stranger's mail can come back to us too, where somebody wrote it in our name.
  const ours = places.find(({ recipients }) =>
    mail.recipients.some(({ address }) => recipients.has(address.toLowerCase())),
  )
  const why = 'a mail came back, and it does not say which one.'
  if (ours) await services.outbox(ours.supplier).tellUnreadable(ours.route, why)
  return 'unknown'
}

/** The mail that came back: its Message-ID is a token that nobody else can make. */
async function mailOf(
  { messageId }: Bounce,
  places: readonly Place[],
  { gateway, secrets, clock }: Pick<Services, 'gateway' | 'secrets' | 'clock'>,
): Promise<{ readonly place: Place; readonly mailed: Mailed } | null> {
  const secret = gateway.linkSecret && secrets.get(gateway.linkSecret)
  const token = messageId?.replace(/@[^@]*$/, '')
  if (!secret || !isGoodSecret(secret) || !token) return null
  for (const place of places) {
    const mailed = await readDeliveryToken('mail', place, token, secret, clock.now())
    if (typeof mailed !== 'string') return { place, mailed }
  }
  return null
}

/** The part of our Message-IDs before the @: an HMAC that nobody can guess, cut short. */
const NAME = /^([\w-]{22})@/

/** Where the server returned no more of the mail than its Message-ID, the outbox knows it. */
async function hearByName(
  mail: Bounce,
  places: readonly Place[],
  { outbox }: Pick<Services, 'outbox'>,
): Promise<BounceEffect> {
  const [, name] = NAME.exec(mail.messageId ?? '') ?? []
  if (name === undefined) return 'unknown'
  for (const { supplier, route } of places) {
    const effect = await outbox(supplier).hearNamedBounce(route, name, mail)
    if (effect !== 'unknown') return effect
  }
  return 'unknown'
}

interface MailPlace extends Place {
  /** Lower case. */
  readonly recipients: ReadonlySet<string>
}

/** The routes whose mails come back to this address. */
function placesThatMailFrom(address: string, { suppliers }: Gateway): MailPlace[] {
  return Object.entries(suppliers).flatMap(([supplier, { routes }]) =>
    routes.flatMap(({ name, document: { format, from, to } }) => {
      const isOne = format === 'email' && typeof from === 'string' && from.toLowerCase() === address.toLowerCase()
      const recipients = new Set((Array.isArray(to) ? to : []).map((one) => String(one).toLowerCase()))
      return isOne ? [{ supplier, route: name, recipients }] : []
    }),
  )
}
