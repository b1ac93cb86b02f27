import { contentOf, entityFrom, innerParts, parameterOf, typeOf } from '../../transports/mime/mime-entity.ts'

const HEADERS = ['From', 'To', 'Subject']

/**
 * The head and the plain text of a mail that the gateway wrote. A reader has no use for the HTML and for the encoded
 * attachments: the file has both.
 */
export function mailText(bytes: Uint8Array<ArrayBuffer>): string {
  const mail = entityFrom(bytes)
  const parts = innerParts(mail)
  const fields = HEADERS.flatMap((name) => {
    const field = mail.headers.get(name.toLowerCase())
    return field === undefined ? [] : [`${name}: ${decodeWords(field)}`]
  })
  const names = parts.flatMap(({ headers }) => parameterOf(headers.get('content-disposition') ?? '', 'filename') ?? [])
  const plain = parts.find((part) => typeOf(part) === 'text/plain')
  const content = plain && contentOf(plain)
  const text = content ? new TextDecoder().decode(content).replaceAll('\r\n', '\n') : ''
  return [...fields, ...names.map((name) => `+ ${name}`), '', text].join('\n')
}

/** Words of a header that are not ASCII, as RFC 2047 writes them. */
const decodeWords = (line: string): string =>
  line
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, words: string) =>
      asUtf8(kind.toUpperCase() === 'B' ? atob(words) : unquoted(words.replaceAll('_', ' '))),
    )

const unquoted = (text: string): string =>
  text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** The letters stand for bytes. */
const asUtf8 = (letters: string): string =>
  new TextDecoder().decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)))
