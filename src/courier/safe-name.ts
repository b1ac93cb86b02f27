/** Device names of Windows, with any extension, also with superscript digits. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)/i
/** Streams of NTFS, wild cards, and characters that no Windows file system accepts. */
const FORBIDDEN = /[<>:"/\\|?*]/g
/** Control characters, direction marks and other invisible characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu
/** `ORDERS~1.EDI` opens the file with that short name. */
const SHORT = /~(?=\d)/g
const EXTENSION = /(?<=.)\.[^.]{1,20}$/
const LIMIT_BYTES = 180

/**
 * A safe local file name: no path, no device, no stream, never hidden, and the same on Windows and Linux. Returns
 * `otherwise`, which must be safe, if no character is left.
 */
export function safeName(name: string, otherwise: string): string {
  const [base = ''] = name.toWellFormed().normalize('NFC').split(/[/\\]/).slice(-1)
  const plain = base.replace(UNSEEN, '_').replace(FORBIDDEN, '_').replace(SHORT, '_')
  const short = shortened(trimmed(plain))
  if (/^[_\s]*$/.test(short)) return otherwise
  return DEVICE.test(short) ? shortened(`_${short}`) : short
}

/** Windows drops dots and spaces at the end, so two names could become equal. A leading dot hides a file. */
const trimmed = (name: string): string =>
  name
    .replace(/(?<![.\s])[.\s]+$/, '')
    .replace(/^\s+/, '')
    .replace(/^[.\s]+/, '_')

/** A long name keeps its extension, because the ERP reads the extension. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LIMIT_BYTES) return name
  const [extension = ''] = EXTENSION.exec(name) ?? []
  const letters = Array.from(name.slice(0, name.length - extension.length))
  while (Buffer.byteLength(letters.join('') + extension) > LIMIT_BYTES) letters.pop()
  return trimmed(letters.join('')) + extension
}
