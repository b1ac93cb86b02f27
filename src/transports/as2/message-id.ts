import type { TransportStore } from '../../model/transport-store.ts'
import { hex } from '../../text/hex.ts'
import { utf8 } from '../../text/utf8.ts'
import { derivedFrom } from '../cms/derived-bytes.ts'
import type { OutgoingDocument } from '../transport.ts'
import type { As2Keys } from './keys.ts'

const KEPT_AS = 'message-id'
const ID_BYTES = 16

/**
 * Every attempt of one version has the same Message-ID, so the receiver can detect a repeat (RFC 4130 §5.3.3). A resend
 * gets a new Message-ID. The Message-ID is an HMAC under our private key, so nobody can guess the Message-ID of another
 * receiver's message. The Message-ID is stored, because the key may change between two attempts.
 */
export async function messageIdOf(
  outgoing: Pick<OutgoingDocument, 'key' | 'resendCount' | 'mayHaveArrived'>,
  { signer }: Pick<As2Keys, 'signer'>,
  store: Pick<TransportStore, 'get' | 'put'>,
): Promise<string> {
  const kept = store.get(KEPT_AS, outgoing.key)
  const name = kept ? new TextDecoder().decode(kept) : await nameFor(outgoing, signer.privateKey)
  if (!kept) store.put(KEPT_AS, outgoing.key, utf8(name))
  return `<${outgoing.resendCount > 0 ? `${name}.${outgoing.resendCount}` : name}@orderbridge>`
}

/** A message sent before Message-IDs were stored has the delivery's key as its Message-ID. */
async function nameFor(
  { key, mayHaveArrived }: Pick<OutgoingDocument, 'key' | 'mayHaveArrived'>,
  secret: Uint8Array<ArrayBuffer>,
): Promise<string> {
  if (mayHaveArrived) return key
  const derive = await derivedFrom(secret, utf8(key))
  return hex(await derive('message-id', ID_BYTES))
}
