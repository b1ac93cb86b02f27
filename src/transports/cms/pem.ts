import { base64Lines, fromBase64 } from '../../text/base64.ts'
/** The DER in the first block with this label (RFC 7468), or null. */
export function pemBlock(text: string, label: string): Uint8Array<ArrayBuffer> | null {
  const [, inside] = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(text) ?? []
  return inside === undefined ? null : fromBase64(inside)
}

export const pemText = (der: Uint8Array, label: string): string =>
  `-----BEGIN ${label}-----\n${base64Lines(der, 64, '\n')}\n-----END ${label}-----\n`
