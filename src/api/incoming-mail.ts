import { findingNote } from '../model/finding.ts'
import type { BounceEffect } from '../outbox/answers/bounced.ts'
import type { Gateway } from '../profile/supplier.ts'
import { type Bounce, readIncomingMail } from '../replies/read-bounce.ts'
import type { Services } from '../services.ts'
import { isGoodSecret } from '../steps/verify.ts'
import { type Mailed, type Place, readDeliveryToken } from '../web/delivery-token.ts'

/** The result of a mail to a sender address of the gateway. */
export type Fate =
  /** A bounce of a mail from the gateway. */
  | BounceEffect
  /** An automatic mail, which expects no answer. */
  | 'ignored'
  /** A person wrote, and must learn that this mailbox is not read. */
  | 'turned-away'

/** `bytes`: null for a mail that is too long to read. */
export async function receiveMail(
  bytes: Uint8Array<ArrayBuffer> | null,
  { from, to }: { readonly from: string; readonly to: string },
  services: Pick<Services, 'gateway' | 'secrets' | 'clock' | 'outbox'>,
): Promise<Fate> {
  // Only programs send without a return address, and such mails expect no answer.
  const isBack = from === '' || from === '<>'
  const mail = bytes ? readIncomingMail(bytes) : 'person'
  if (typeof mail === 'string') return isBack || mail === 'auto' ? 'ignored' : 'turned-away'
  const places = placesThatMailFrom(to, services.gateway)
  const found = await mailOf(mail, places, services)
  if (found) return services.outbox(found.place.supplier).processBounce(found.place.route, found.mailed, mail)
  const effect = await processByName(mail, places, services)
  if (effect !== 'unknown') return effect
  // A forged mail in the gateway's name can bounce here too.
  const ours = places.find(({ recipients }) =>
    mail.recipients.some(({ address }) => recipients.has(address.toLowerCase())),
  )
  if (ours) await services.outbox(ours.supplier).alertUnreadable(ours.route, findingNote('bounce-unnamed'))
  return 'unknown'
}

/** Finds the bounced mail. The Message-ID is a token that no other sender can create. */
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

/** The part of the gateway's Message-IDs before the @: a shortened HMAC that cannot be guessed. */
const NAME = /^([\w-]{22})@/

/** Finds a bounced mail by its Message-ID in the outbox, if the server returned no more of the mail. */
async function processByName(
  mail: Bounce,
  places: readonly Place[],
  { outbox }: Pick<Services, 'outbox'>,
): Promise<BounceEffect> {
  const [, name] = NAME.exec(mail.messageId ?? '') ?? []
  if (name === undefined) return 'unknown'
  for (const { supplier, route } of places) {
    const effect = await outbox(supplier).processNamedBounce(route, name, mail)
    if (effect !== 'unknown') return effect
  }
  return 'unknown'
}

interface MailPlace extends Place {
  /** In lower case. */
  readonly recipients: ReadonlySet<string>
}

/** The routes that send mail from this address. */
function placesThatMailFrom(address: string, { suppliers }: Gateway): MailPlace[] {
  return Object.entries(suppliers).flatMap(([supplier, { routes }]) =>
    routes.flatMap(({ name, document: { format, from, to } }) => {
      const isOne = format === 'email' && typeof from === 'string' && from.toLowerCase() === address.toLowerCase()
      const recipients = new Set((Array.isArray(to) ? to : []).map((recipient) => String(recipient).toLowerCase()))
      return isOne ? [{ supplier, route: name, recipients }] : []
    }),
  )
}
