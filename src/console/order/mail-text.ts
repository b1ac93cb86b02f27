const HEADERS = ['From', 'To', 'Subject']

/**
 * The head and the plain text of a mail that the gateway wrote. A reader has no use for the HTML and for the encoded
 * attachments: the file has both.
 */
export function mailText(source: string): string {
  const parts = partsOf(source.replaceAll('\r\n', '\n'))
  const fields = HEADERS.flatMap((name) => new RegExp(`^${name}:.*$`, 'im').exec(parts[0]?.head ?? '')?.[0] ?? [])
  const names = parts.flatMap(
    ({ head }) => /^Content-Disposition: attachment;.*filename="?([^";]+)/im.exec(head)?.[1] ?? [],
  )
  const plain = parts.find(({ head }) => /^Content-Type: text\/plain/im.test(head))
  const text = plain === undefined ? '' : decodedBody(plain)
  return [...fields.map(decodeWords), ...names.map((name) => `+ ${name}`), '', text].join('\n')
}

/** All boundaries of a mail begin with the same letters, which no customer can guess. */
function partsOf(mail: string): Part[] {
  const boundary = /boundary="(.*)-Part_\d+"/.exec(mail)?.[1]
  if (boundary === undefined) return [partOf(mail)]
  return mail.split(`\n--${boundary}`).map((part, at) => partOf(at === 0 ? part : part.slice(part.indexOf('\n') + 1)))
}

interface Part {
  readonly head: string
  readonly body: string
}

/** A part of a mail. A line of the head that begins with a space goes on from the line before. */
function partOf(text: string): Part {
  const end = text.indexOf('\n\n')
  const head = end < 0 ? text : text.slice(0, end)
  return { head: head.replaceAll(/\n[ \t]+/g, ' '), body: end < 0 ? '' : text.slice(end + 2) }
}

/** The encoding of a text depends on its letters. A text that was cut ends with its last whole letters. */
function decodedBody({ head, body }: Part): string {
  const encoding = /^Content-Transfer-Encoding: *(\S+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'quoted-printable') return unquoted(body.replaceAll('=\n', ''))
  if (encoding !== 'base64') return body
  const letters = body.replaceAll(/[^A-Za-z0-9+/]/g, '')
  return asUtf8(atob(letters.slice(0, letters.length - (letters.length % 4 === 1 ? 1 : 0))))
}

/** Words of a header that are not ASCII, as RFC 2047 writes them. */
const decodeWords = (line: string): string =>
  line
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, words: string) =>
      kind.toUpperCase() === 'B' ? asUtf8(atob(words)) : unquoted(words.replaceAll('_', ' ')),
    )

const unquoted = (text: string): string =>
  asUtf8(text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))

/** The letters stand for bytes. Text that is already decoded stays as it is. */
function asUtf8(letters: string): string {
  if (/[^\0-\xff]/.test(letters)) return letters
  return new TextDecoder().decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)))
}
