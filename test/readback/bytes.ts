import type { Charset } from '../../src/text/charset.ts'
import { encode } from '../../src/text/charset.ts'

/** The text that arrives: encoded by the gateway, decoded by the platform. */
export function arrived(text: string, charset: Charset): string {
  const bytes = encode(text, charset)
  // The platform's decoder treats ISO 8859-1 as windows-1252.
  if (charset === 'iso-8859-1' || charset === 'us-ascii') return Buffer.from(bytes).toString('latin1')
  return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes)
}
