import type { Charset } from '../../src/document.ts'
import { encode } from '../../src/text/charset.ts'

/** The text that arrives: encoded as it is sent, and decoded by the platform. */
export function arrived(text: string, charset: Charset): string {
  const bytes = encode(text, charset)
  // To the platform, ISO 8859-1 is another name of windows-1252.
  if (charset === 'iso-8859-1' || charset === 'us-ascii') return Buffer.from(bytes).toString('latin1')
  return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes)
}
