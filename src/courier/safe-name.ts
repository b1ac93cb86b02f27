/** Names that Windows keeps for devices, whatever extension follows, the digits also raised. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)/i
/** A stream of a file on NTFS, wild cards, and what no Windows file system takes. */
const FORBIDDEN = /[<>:"/\\|?*]/g
/** Controls, marks that turn the reading direction, and other characters that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu
/** `ORDERS~1.EDI` opens whatever file has that for its short name. */
const SHORT = /~(?=\d)/g
const EXTENSION = /(?<=.)\.[^.]{1,20}$/
const LIMIT_BYTES = 180

/**
 * What a file is called here, whatever its name was when it came: no path, no device, no stream, never hidden, and the same on
 * Windows and Linux. Where nothing is left of it, `otherwise`, which must be such a name.
 */
export function safeName(given: string, otherwise: string): string {
  const [base = ''] = given.toWellFormed().normalize('NFC').split(/[/\\]/).slice(-1)
  const plain = base.replace(UNSEEN, '_').replace(FORBIDDEN, '_').replace(SHORT, '_')
  const short = withTimeout(trimmed(plain))
  if (/^[_\s]*$/.test(short)) return otherwise
  return DEVICE.test(short) ? withTimeout(`_${short}`) : short
}

/** Windows drops dots and spaces at the end: two names would be one. A dot in front hides. */
const trimmed = (name: string): string =>
  name
    .replace(/(?<![.\s])[.\s]+$/, '')
    .replace(/^\s+/, '')
    .replace(/^[.\s]+/, '_')

/** Long names keep their extension: the ERP goes by it. */
function withTimeout(name: string): string {
  if (Buffer.byteLength(name) <= LIMIT_BYTES) return name
  const [extension = ''] = EXTENSION.exec(name) ?? []
  const letters = Array.from(name.slice(0, name.length - extension.length))
  while (Buffer.byteLength(letters.join('') + extension) > LIMIT_BYTES) letters.pop()
  return trimmed(letters.join('')) + extension
}
