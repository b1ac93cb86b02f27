export const base64 = (bytes: Uint8Array): string =>
  btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))

export const base64Lines = (bytes: Uint8Array, width: number, lineBreak: string): string =>
  base64(bytes).replace(new RegExp(`.{${width}}(?=.)`, 'g'), `$&${lineBreak}`)

/** Returns null for a text that is not base64. Ignores line breaks. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** Without padding (RFC 4648 §5). */
export const base64url = (bytes: Uint8Array): string =>
  base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

export const fromBase64url = (text: string): Uint8Array<ArrayBuffer> | null =>
  /^[A-Za-z0-9_-]+$/.test(text) ? fromBase64(text.replaceAll('-', '+').replaceAll('_', '/')) : null
