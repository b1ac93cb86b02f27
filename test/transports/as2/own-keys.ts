import { type As2Keys, type KeyNames, readKeys } from '../../../src/transports/as2/keys.ts'
import type { Hash } from '../../../src/transports/cms/sign.ts'
import type { As2Sender } from '../../servers/as2-sender.ts'

const NAMES: KeyNames = {
  ownCertificate: ['ours-next.pem', 'ours.pem'],
  ownKey: ['ours-next.key', 'ours.key'],
  partnerCertificates: ['partner.pem', 'partner-next.pem'],
}

/** The keys of a route whose partner is this sender. */
export async function keysOf(sender: As2Sender, hash: Hash = 'SHA-256'): Promise<As2Keys> {
  const read = await readKeys(NAMES, hash, { get: (name) => sender.pem(name) }, Date.now())
  if (!read.ok) throw new Error(read.error)
  return read.value
}
