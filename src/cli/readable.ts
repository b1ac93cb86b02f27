import PostalMime from 'postal-mime'

/** A document for people, with a note on changes made for reading. */
interface Readable {
  readonly text: string
  readonly note: string | null
}

/** Shows a mail as a reader sees the mail, and EDI with one segment a line. The document stays unchanged. */
export async function readable(bytes: Uint8Array, contentType: string): Promise<Readable> {
  if (contentType.startsWith('message/rfc822')) return readableMail(bytes)
  const text = new TextDecoder(charsetOf(bytes, contentType)).decode(bytes)
  const syntax = syntaxOf(text)
  if (!syntax || text.trimEnd().includes('\n')) return { text, note: null }
  const { terminator, release } = syntax
  let lines = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    lines += letter
    if (release !== '' && letter === release) lines += text[++at] ?? ''
    else if (letter === terminator && at >= syntax.from) lines += '\n'
  }
  return { text: lines, note: 'one segment on a line here, for reading; the document has no line breaks' }
}

async function readableMail(bytes: Uint8Array): Promise<Readable> {
  const { from, to = [], subject, text = '', attachments } = await PostalMime.parse(bytes)
  const field = (name: string, value: string | undefined): string => `${name}: ${value ?? ''}`
  const lines = [
    field('From', from?.address),
    field('To', to.map(({ address }) => address).join(', ')),
    field('Subject', subject),
    ...attachments.map(({ filename, mimeType }) => field('Attached', `${filename} (${mimeType})`)),
    '',
    text,
  ]
  return { text: lines.join('\n'), note: 'its plain text here, for reading; the mail has HTML too' }
}

interface Syntax {
  readonly terminator: string
  readonly release: string
  /** Start of the text in which the terminator counts. */
  readonly from: number
}

function syntaxOf(text: string): Syntax | null {
  if (text.startsWith('UNA')) return { terminator: text[8] ?? "'", release: text[6]?.trim() ?? '', from: 8 }
  if (text.startsWith('UNB') || text.startsWith('STX=')) return { terminator: "'", release: '?', from: 0 }
  // In X12 the end of the fixed-length ISA segment shows the terminator.
  if (text.startsWith('ISA')) return { terminator: text[105] ?? '~', release: '', from: 105 }
  return null
}

/** EDIFACT names its character set in UNB, whatever the content type says. */
function charsetOf(bytes: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 32))
  const level = /UNB.(UNO[A-Z])/.exec(head)?.[1]
  if (level !== undefined) return level === 'UNOY' || level === 'UNOW' ? 'utf-8' : 'latin1'
  const label = /charset="?([\w-]+)/i.exec(contentType)?.[1]
  return label?.toLowerCase() === 'us-ascii' ? 'latin1' : (label ?? 'utf-8')
}
