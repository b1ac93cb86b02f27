import { utf8 } from '../../text/utf8.ts'
import { derivedFrom } from '../cms/derived-bytes.ts'
import type { OutgoingDocument, TransportStore } from '../transport.ts'
import type { As2Keys } from './keys.ts'

const KEPT_AS = 'message-id'
const ID_BYTES = 16

/**
 * The same for every try of one version, so that the receiver can tell a repeat (RFC 4130 §5.3.3); another when a person
 * resends it. An HMAC under our private key makes it, so that nobody can speak of a message that they were not sent. It is kept,
 * because the key may change between two tries.
 */
export async function messageIdOf(
  parcel: Pick<OutgoingDocument, 'key' | 'resent' | 'mayHaveArrived'>,
  { signer }: Pick<As2Keys, 'signer'>,
  drawer: Pick<TransportStore, 'get' | 'put'>,
): Promise<string> {
  const kept = drawer.get(KEPT_AS, parcel.key)
  const name = kept ? new TextDecoder().decode(kept) : await nameFor(parcel, signer.privateKey)
  if (!kept) drawer.put(KEPT_AS, parcel.key, utf8(name))
  return `<${parcel.resent > 0 ? `${name}.${parcel.resent}` : name}@orderbridge>`
}

/** A message that left before names were kept bore the delivery's key. */
async function nameFor(
  { key, mayHaveArrived }: Pick<OutgoingDocument, 'key' | 'mayHaveArrived'>,
  secret: Uint8Array<ArrayBuffer>,
): Promise<string> {
  if (mayHaveArrived) return key
  const derive = await derivedFrom(secret, utf8(key))
  return [...(await derive('message-id', ID_BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
