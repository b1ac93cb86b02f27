/** What a file-name pattern may name. */
export interface NameParts {
  readonly orderNumber: string
  readonly customer: string
  readonly version: number
  /** `YYYY-MM-DD` the document was prepared on. */
  readonly date: string
  readonly sequence: number
  /** Without the dot. */
  readonly ext: string
}

const PLACEHOLDER = /\{(\w+)(?::(\d+))?\}/g
export const PLACEHOLDERS = ['orderNumber', 'customer', 'version', 'date', 'sequence', 'ext'] as const
const LENGTH_LIMIT = 100
const EXTENSION = /(?<=.)\.[^.]{1,15}$/
/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * The pattern filled in, safe on any file system: letters, digits, `.`, `-` and `_` only, never hidden, never a device. Where
 * something had to change, a mark made of the original follows, so that `A/1` and `A_1` do not overwrite each other.
 *
 * Admitted gap: two order numbers that differ only in case overwrite each other where the file system ignores case.
 */
export function fileName(pattern: string, parts: NameParts): string {
  let altered = ''
  const filled = pattern.replace(PLACEHOLDER, (whole, name: string, width: string | undefined) => {
    if (!isPlaceholder(name)) return whole
    const value = String(parts[name])
    const safe = clean(value)
    // Filled up with zeros, `1` would be `01`.
    if (safe !== value || (width && value.startsWith('0'))) altered += `${value}\n`
    return width ? safe.padStart(Math.min(Number(width), LENGTH_LIMIT), '0') : safe
  })
  const cleaned = clean(filled)
  const shown = cleaned.replace(/^\.+/, '_').replace(/(?<!\.)\.+$/, '')
  const named = DEVICE.test(shown) || shown === '' ? `_${shown}` : shown
  const asIs = altered === '' && named === cleaned && named.length <= LENGTH_LIMIT
  return asIs ? named : marked(named, mark(altered + cleaned))
}

/** A receiver passes over a file name that it knows, so a correction of a document has a name of its own. */
export const correctionName = (name: string, correction: number): string => marked(name, `c${correction}`)

/** Eight characters, a point and three more, in capitals: what old systems read. */
export const isShortName = (name: string): boolean =>
  /^[A-Z0-9_-]{1,8}(\.[A-Z0-9_-]{1,3})?$/.test(name) && !DEVICE.test(name)

const clean = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, '_')

const isPlaceholder = (name: string): name is (typeof PLACEHOLDERS)[number] =>
  (PLACEHOLDERS as readonly string[]).includes(name)

function marked(name: string, mark: string): string {
  const [extension = ''] = EXTENSION.exec(name) ?? []
  const stem = name.slice(0, name.length - extension.length)
  return `${stem.slice(0, LENGTH_LIMIT - mark.length - extension.length - 1)}-${mark}${extension}`
}

/** FNV-1a, 32 bits: enough to keep a handful of alike names apart, and needs no await. */
function mark(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
