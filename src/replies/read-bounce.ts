import { contentOf, entityFrom, fieldsIn, innerParts, type MimeEntity, typeOf } from '../transports/mime/mime-entity.ts'

/** A mail server's report about an undelivered mail of the gateway (RFC 3464). */
export interface Bounce {
  /** Without angle brackets; null for a report without a Message-ID. */
  readonly messageId: string | null
  readonly recipients: readonly BouncedRecipient[]
}

export interface BouncedRecipient {
  readonly address: string
  /** `delayed`: the mail server keeps trying. */
  readonly action: 'failed' | 'delayed'
  /** The server's own words, for the end of a sentence. */
  readonly diagnosis: string
}

/** `auto`: an automatic mail that expects no answer. `person`: any other mail. */
type IncomingMail = Bounce | 'auto' | 'person'

const STATUS = /^message\/(?:global-)?delivery-status$/
const RETURNED = /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/global-headers)$/
const WORDS_LIMIT = 160
const ADDRESS = /^[^;]*;\s*<?([^\s<>;]+@[^\s<>;]+)>?\s*$/
/** An address has at most 320 characters. */
const FIELD_LENGTH = 500
/** A mail has at most fifty recipients. */
const MOST_RECIPIENTS = 50

/** Anyone can send mail to the gateway, so reading takes time linear in the length. */
export function readIncomingMail(bytes: Uint8Array<ArrayBuffer>): IncomingMail {
  const mail = entityFrom(bytes)
  const parts = innerParts(mail)
  const status = parts.find((part) => STATUS.test(typeOf(part)))
  const recipients = status ? recipientsIn(textOf(status)) : []
  if (recipients.length > 0) return { messageId: messageIdIn(parts), recipients }
  return isAutomatic(mail) ? 'auto' : 'person'
}

/** Each recipient has a block of fields, after the block about the message. */
function recipientsIn(text: string): BouncedRecipient[] {
  const blocks = text.split(/(?:\r?\n[ \t]*){2,}/, MOST_RECIPIENTS + 1).map(fieldsIn)
  return blocks.flatMap((fields) => {
    const action = fields.get('action')?.toLowerCase()
    const address = addressIn(fields.get('original-recipient')) ?? addressIn(fields.get('final-recipient'))
    if (address === null || (action !== 'failed' && action !== 'delayed')) return []
    const words = fields.get('diagnostic-code')?.replace(/^[^;]*;/, '') ?? ''
    const diagnosis = `${fields.get('status') ?? ''} ${words}`.replace(/[\p{C}\s]+/gu, ' ').trim()
    return [{ address, action, diagnosis: diagnosis.slice(0, WORDS_LIMIT).trim() || 'it does not say why' }]
  })
}

/** Example: `rfc822; desk@fresco.example` */
function addressIn(field = ''): string | null {
  const [, address = ''] = field.length > FIELD_LENGTH ? [] : (ADDRESS.exec(field) ?? [])
  return address === '' ? null : address
}

function messageIdIn(parts: readonly MimeEntity[]): string | null {
  const returned = parts.find((part) => RETURNED.test(typeOf(part)))
  const content = returned && contentOf(returned)
  const fields = content ? entityFrom(content).headers : null
  const named = fields?.get('x-orderbridge-message-id') ?? fields?.get('message-id') ?? ''
  return /^<([^<>\s]+)>$/.exec(named)?.[1] ?? null
}

/** RFC 3834 §5, and older conventions. */
function isAutomatic(mail: MimeEntity): boolean {
  const field = (name: string): string => mail.headers.get(name)?.toLowerCase() ?? ''
  const says = field('auto-submitted')
  if (says !== '' && !says.startsWith('no')) return true
  if (/^(bulk|junk|list|auto_reply)$/.test(field('precedence')) || field('x-autoreply') !== '') return true
  if (field('list-id') !== '' || field('x-auto-response-suppress') !== '' || field('return-path') === '<>') return true
  return typeOf(mail) === 'multipart/report' || /(?:^|[<\s])(?:mailer-daemon|postmaster)@/.test(field('from'))
}

const textOf = (part: MimeEntity): string => new TextDecoder().decode(contentOf(part) ?? new Uint8Array())
