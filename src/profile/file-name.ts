/** The values for the placeholders of a file-name pattern. */
export interface NameParts {
  readonly orderNumber: string
  readonly customer: string
  readonly version: number
  /** The date on which the document was written, `YYYY-MM-DD`. */
  readonly date: string
  readonly sequence: number
  /** Without the dot. */
  readonly ext: string
}

const PLACEHOLDER = /\{(\w+)(?::(\d+))?\}/g
export const PLACEHOLDERS = ['orderNumber', 'customer', 'version', 'date', 'sequence', 'ext'] as const
const LENGTH_LIMIT = 100
const EXTENSION = /(?<=.)\.[^.]{1,15}$/
/** Names that Windows reserves for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * Fills in the pattern, safe on any file system: only letters, digits, `.`, `-` and `_`, never hidden and never a
 * device. A changed name gets a hash of the original, so that `A/1` and `A_1` do not overwrite each other.
 * Admitted gap: order numbers that differ only in case overwrite each other on a file system that ignores case.
 */
export function fileName(pattern: string, parts: NameParts): string {
  let altered = ''
  const filled = pattern.replace(PLACEHOLDER, (whole, name: string, width: string | undefined) => {
    if (!isPlaceholder(name)) return whole
    const value = String(parts[name])
    const safe = clean(value)
    // With zeros in front, `1` and `01` would give the same name.
    if (safe !== value || (width && value.startsWith('0'))) altered += `${value}\n`
    return width ? safe.padStart(Math.min(Number(width), LENGTH_LIMIT), '0') : safe
  })
  const cleaned = clean(filled)
  const shown = cleaned.replace(/^\.+/, '_').replace(/(?<!\.)\.+$/, '')
  const named = DEVICE.test(shown) || shown === '' ? `_${shown}` : shown
  const asIs = altered === '' && named === cleaned && named.length <= LENGTH_LIMIT
  return asIs ? named : marked(named, mark(altered + cleaned))
}

/** A receiver may skip a known file name, so a corrected document gets its own name. */
export const correctionName = (name: string, correction: number): string => marked(name, `c${correction}`)

/** Another order has the same number, so the file shows by its order's id which of the two it holds. */
export const sharedNumberName = (name: string, orderId: string): string => marked(name, mark(orderId))

/** An 8.3 name, as old systems need: eight characters, a point and three characters, in capitals. */
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

/** FNV-1a, 32 bits. Enough to distinguish a few similar names, and needs no await. */
function mark(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
