import { fromBase64 } from '../../text/base64.ts'

/** A part of a received MIME message (RFC 2045). */
export interface MimeEntity {
  /** Unfolded values by lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array<ArrayBuffer>
}

const decoder = new TextDecoder('latin1')

/** Gives each byte one character, so that an index in the text is an index in the bytes. */
export const byteText = (bytes: Uint8Array): string => decoder.decode(bytes)

export function entityFrom(bytes: Uint8Array<ArrayBuffer>): MimeEntity {
  const text = byteText(bytes)
  const gap = /^\r?\n|\r?\n\r?\n/.exec(text)
  if (!gap) return { headers: fieldsIn(text), body: new Uint8Array() }
  return { headers: fieldsIn(text.slice(0, gap.index)), body: bytes.slice(gap.index + gap[0].length) }
}

export const messageFrom = (headers: Headers, body: Uint8Array<ArrayBuffer>): MimeEntity => ({
  headers: new Map(headers),
  body,
})

/**
 * Upper limit for the header of a MIME entity in characters. The rest is ignored, because an unknown sender could send
 * a header as long as the whole body.
 */
const HEADER_LENGTH = 262_144

/** Reads header fields, and text in the form of header fields. The first value of a repeated name counts. */
export function fieldsIn(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of text
    .slice(0, HEADER_LENGTH)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([^\s:]+)[ \t]*:(.*)$/.exec(line) ?? []
    if (name !== '' && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim())
  }
  return fields
}

/** `multipart/report` of `multipart/report; boundary=x`. */
export const mediaTypeOf = (contentType: string): string => contentType.replace(/;.*$/s, '').trim().toLowerCase()

export function parameterOf(contentType: string, name: string): string | null {
  const [, quoted, bare] = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(contentType) ?? []
  return quoted ?? bare ?? null
}

/** Upper limit for the parts of a message; a notification has three parts. */
const MOST_PARTS = 50

/** RFC 2046 §5.1.1. A longer boundary from a sender could be too long for a regular expression. */
const BOUNDARY_LENGTH = 70

/**
 * Returns the first parts byte for byte, as signatures require: the line break before a delimiter belongs to the
 * delimiter (RFC 2046 §5.1.1). Without a closing delimiter the last part ends with the body; the signature then shows
 * whether a signed part is complete.
 */
export function partsOf(
  body: Uint8Array<ArrayBuffer>,
  boundary: string,
  mostParts = MOST_PARTS,
): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = []
  if (boundary === '' || boundary.length > BOUNDARY_LENGTH) return parts
  const literal = boundary.replace(/[^A-Za-z0-9]/g, '\\$&')
  const delimiters = byteText(body).matchAll(new RegExp(`(?:^|\\r?\\n)--${literal}(--)?[ \\t]*(\\r?\\n|$)`, 'g'))
  let start: number | null = null
  for (const found of delimiters) {
    if (start !== null) parts.push(body.slice(start, found.index))
    start = found[1] === undefined && parts.length < mostParts ? found.index + found[0].length : null
    if (start === null) break
  }
  if (start !== null) parts.push(body.slice(start))
  return parts
}

/** Body without its transfer encoding (RFC 2045 §6). Null if the body is not encoded as the header says. */
export function contentOf({ headers, body }: MimeEntity): Uint8Array<ArrayBuffer> | null {
  switch (headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return fromBase64(byteText(body))
    case 'quoted-printable':
      return fromQuotedPrintable(body)
    default:
      return body
  }
}

const [EQUALS, CR, LF] = [0x3d, 0x0d, 0x0a]

function fromQuotedPrintable(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(body.byteLength)
  let size = 0
  for (let at = 0; at < body.byteLength; at++) {
    const code = body[at] === EQUALS ? String.fromCharCode(...body.subarray(at + 1, at + 3)) : ''
    if (/^[0-9A-Fa-f]{2}$/.test(code)) {
      plain[size++] = Number.parseInt(code, 16)
      at += 2
    } else if (code !== '' && (body[at + 1] === LF || (body[at + 1] === CR && body[at + 2] === LF)))
      at += body[at + 1] === LF ? 1 : 2
    else plain[size++] = body[at] ?? 0
  }
  return plain.slice(0, size)
}

/** Allows a report inside a report, and wrapping parts around both. */
const DEEPEST = 4
/** Counts all levels together, because nested parts multiply. */
const MOST_INNER_PARTS = 200

/** The innermost parts of a message at any depth. */
export function innerParts(message: MimeEntity): MimeEntity[] {
  const found: MimeEntity[] = []
  let left = MOST_INNER_PARTS
  function look(entity: MimeEntity, deepest: number): void {
    const boundary = parameterOf(entity.headers.get('content-type') ?? '', 'boundary')
    if (!typeOf(entity).startsWith('multipart/') || boundary === null) found.push(entity)
    else if (deepest > 0) {
      const parts = partsOf(entity.body, boundary, left)
      left -= parts.length
      for (const part of parts) look(entityFrom(part), deepest - 1)
    }
  }
  look(message, DEEPEST)
  return found
}

export const typeOf = ({ headers }: MimeEntity): string => mediaTypeOf(headers.get('content-type') ?? '')
