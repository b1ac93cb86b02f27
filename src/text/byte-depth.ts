const QUOTE = 0x22
const BACKSLASH = 0x5c
/** `[` and `{`, `]` and `}` differ only in this bit. */
const BRACE = 0x20
const OPEN = 0x7b
const CLOSE = 0x7d

/** Whether JSON text nests deeper than `limit`. Other bytes give an arbitrary answer. Never throws. */
export function bytesNestDeeper(bytes: Uint8Array, limit: number): boolean {
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (isQuoted) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) isQuoted = false
    } else if (byte === QUOTE) isQuoted = true
    else if ((byte | BRACE) === OPEN) {
      if (++depth > limit) return true
    } else if ((byte | BRACE) === CLOSE) depth--
  }
  return false
}
