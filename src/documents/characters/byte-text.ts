/** Text of bytes that came from outside, without a decoder of the platform's. */

const CHUNK = 8_192

/** Every byte is the character of its number: ISO 8859-1, and ASCII below it. */
export function latin1Text(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return text
}

/** UTF-8 that was read as ISO 8859-1; null where it is not UTF-8. A mark at the beginning is left out. */
export function utf8Text(latin1: string): string | null {
  try {
    return decodeURIComponent(latin1.replace(/[%\x80-\xff]/g, percent)).replace(/^\uFEFF/, '')
  } catch {
    return null
  }
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16)}`
