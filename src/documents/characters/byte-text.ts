/** Decodes received bytes without a decoder of the platform. */

const CHUNK = 8_192

/** Each byte becomes the character with the same number: ISO 8859-1, and ASCII below 0x80. */
export function latin1Text(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return text
}

/** Decodes UTF-8 that was read as ISO 8859-1, and drops a byte-order mark. Null if the bytes are not UTF-8. */
export function utf8Text(latin1: string): string | null {
  try {
    return decodeURIComponent(latin1.replace(/[%\x80-\xff]/g, percent)).replace(/^\uFEFF/, '')
  } catch {
    return null
  }
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16)}`
