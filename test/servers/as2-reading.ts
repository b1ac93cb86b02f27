import type { Openssl } from './as2-openssl.ts'

/** A message as openssl read the message. */
export interface ReadMessage {
  /** The signed part, compressed or not. */
  readonly part: Buffer
  readonly contentHeaders: string
  readonly document: Buffer
}

export interface Unread {
  readonly failed: 'decryption-failed' | 'authentication-failed'
}

/** Decrypts with the key of `us`, verifies the complete S/MIME against `them`, and decompresses. */
export async function readMessage(
  openssl: Openssl,
  contentType: string,
  raw: Buffer,
  us = 'partner',
  them = 'ours',
): Promise<ReadMessage | Unread> {
  let signed = Buffer.concat([Buffer.from(`Content-Type: ${contentType}\r\n\r\n`), raw])
  if (contentType.startsWith('application/pkcs7-mime')) {
    const opened = await openssl.decrypt(raw, us).catch(() => null)
    if (!opened) return { failed: 'decryption-failed' }
    signed = opened as typeof signed
  }
  const part = await openssl.verify(signed, them)
  if (!part) return { failed: 'authentication-failed' }
  const isSmall = part.includes('smime-type=compressed-data')
  const { headers, body } = split(isSmall ? await openssl.uncompress(split(part).body) : part)
  return { part, contentHeaders: headers, document: body }
}

function split(entity: Buffer): { headers: string; body: Buffer } {
  const gap = entity.indexOf('\r\n\r\n')
  const headers = entity.subarray(0, gap).toString()
  const body = entity.subarray(gap + 4)
  return { headers, body: /encoding: base64/i.test(headers) ? Buffer.from(body.toString(), 'base64') : body }
}
