/** The DER in the first block with this label (RFC 7468), or null. */
export function pemBlock(text: string, label: string): Uint8Array<ArrayBuffer> | null {
  const [, inside] = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(text) ?? []
  return inside === undefined ? null : fromBase64(inside)
}

export const pemText = (der: Uint8Array, label: string): string =>
  `-----BEGIN ${label}-----\n${base64Lines(der, 64, '\n')}\n-----END ${label}-----\n`

/** Returns null for a text that is not base64. Ignores line breaks. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

export const base64 = (bytes: Uint8Array): string =>
  btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))

export const base64Lines = (bytes: Uint8Array, width: number, lineBreak: string): string =>
  base64(bytes).replace(new RegExp(`.{${width}}(?=.)`, 'g'), `$&${lineBreak}`)
