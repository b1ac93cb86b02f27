import { findingNote } from '../model/finding.ts'
import { err } from '../model/result.ts'
import type { Decryption, Secrets } from '../ports.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { receiptsOf } from '../transports/as2/evidence.ts'
import { type As2Keys, readKeys } from '../transports/as2/keys.ts'
import { claimedMessageId, mdnIn } from '../transports/as2/mdn.ts'
import { HASHES } from '../transports/as2/message.ts'
import { type DecodedMessage, openMessage } from '../transports/as2/open.ts'
import { type As2Settings, as2Settings, unquoted } from '../transports/as2/settings.ts'
import { messageFrom } from '../transports/mime/mime-entity.ts'
import type { Notification } from './process-mdn.ts'

/** A request that a partner posted over AS2. */
interface As2Post {
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
}

/** A route whose AS2 names match the request's headers. */
interface Partner {
  readonly route: Route
  readonly settings: As2Settings
}

export function partnersIn(supplier: Supplier | undefined, headers: Headers): Partner[] {
  const [from, to] = [unquoted(headers.get('as2-from')), unquoted(headers.get('as2-to'))]
  return (supplier?.routes ?? []).flatMap((route) => {
    const settings = as2Settings.safeParse(route.transport)
    return settings.success && settings.data.to === from && settings.data.from === to
      ? [{ route, settings: settings.data }]
      : []
  })
}

/** A partner with a valid signature, the keys that decrypted the message, and the signed content. */
export interface Verified extends Partner {
  readonly keys: As2Keys
  readonly opened: DecodedMessage
}

type As2Content =
  | { readonly kind: 'notification'; readonly notification: Notification }
  | { readonly kind: 'document'; readonly from: readonly [Verified, ...Verified[]] }
  /** The message id that an unverified sender claims, and why the sender is unverified. */
  | { readonly kind: 'unverified'; readonly claimed: string | null; readonly why: string }

interface As2Ports {
  readonly secrets: Secrets
  readonly deciphers: Decryption
  readonly now: number
}

const UNREADABLE_KEYS = err(findingNote('as2-keys-unread'))

/**
 * Verifies who sent an AS2 request, and tells an MDN from a document. Reads no content before the signature, except
 * the claimed message id of an unverified sender.
 */
export async function receiveAs2(post: As2Post, partners: readonly Partner[], ports: As2Ports): Promise<As2Content> {
  const message = messageFrom(post.headers, post.body)
  const found: Verified[] = []
  let why = findingNote('as2-unknown-sender')
  for (const partner of partners) {
    const { settings } = partner
    const keys = await readKeys(settings, HASHES[settings.sign], ports.secrets, ports.now)
    const opened = keys.ok ? await openMessage(message, keys.value, ports.deciphers) : UNREADABLE_KEYS
    if (keys.ok && opened.ok) found.push({ ...partner, keys: keys.value, opened: opened.value })
    else if (!opened.ok) why = opened.error
  }
  const [first, ...others] = found
  if (!first) return { kind: 'unverified', claimed: claimedMessageId(message), why }
  const mdn = mdnIn(first.opened.content)
  if (!mdn) return { kind: 'document', from: [first, ...others] }
  const routes = [first.route.name, ...others.map(({ route }) => route.name)] as const
  return { kind: 'notification', notification: { mdn, evidence: await receiptsOf(post.headers, post.body), routes } }
}
