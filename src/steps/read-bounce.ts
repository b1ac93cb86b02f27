import {
  contentOf,
  entityFrom,
  fieldsIn,
  type MimeEntity,
  mediaTypeOf,
  parameterOf,
  partsOf,
} from '../transports/cms/mime-entity.ts'

/** What a mail server says of a mail of ours that it could not deliver (RFC 3464). */
export interface Bounce {
  /** Without its angle brackets; null where what came back doesn't hold it. */
  readonly messageId: string | null
  readonly recipients: readonly BouncedRecipient[]
}

export interface BouncedRecipient {
  readonly address: string
  /** `delayed`: the server goes on trying. */
  readonly action: 'failed' | 'delayed'
  /** In its own words, for the end of a sentence. */
  readonly said: string
}

/** `auto`: something that nobody wrote and nobody waits for an answer to; `person`: anything else. */
type IncomingMail = Bounce | 'auto' | 'person'

const STATUS = /^message\/(?:global-)?delivery-status$/
const RETURNED = /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/global-headers)$/
const WORDS_LIMIT = 160
const ADDRESS = /^[^;]*;\s*<?([^\s<>;]+@[^\s<>;]+)>?\s*$/
/** An address has 320 characters at most. */
const FIELD_LENGTH = 500
/** A mail has fifty recipients at most. */
const MOST_RECIPIENTS = 50

/** A report within a report, and what somebody put around both. */
const DEEPEST = 4
/** At all levels together: parts within parts multiply. */
const MOST_PARTS = 200

/** Anyone can write to us: what is read takes no more than its length, whatever stands in it. */
export function readIncomingMail(bytes: Uint8Array<ArrayBuffer>): IncomingMail {
  const mail = entityFrom(bytes)
  const parts = partsIn(mail)
  const status = parts.find((part) => STATUS.test(typeOf(part)))
  const recipients = status ? recipientsIn(textOf(status)) : []
  if (recipients.length > 0) return { messageId: messageIdIn(parts), recipients }
  return isAutomatic(mail) ? 'auto' : 'person'
}

/** The innermost parts, however they are nested. */
function partsIn(mail: MimeEntity): MimeEntity[] {
  const found: MimeEntity[] = []
  let left = MOST_PARTS
  function look(entity: MimeEntity, deepest: number): void {
    const boundary = parameterOf(entity.headers.get('content-type') ?? '', 'boundary')
    if (!typeOf(entity).startsWith('multipart/') || boundary === null) found.push(entity)
    else if (deepest > 0) {
      const parts = partsOf(entity.body, boundary, left)
      left -= parts.length
      for (const part of parts) look(entityFrom(part), deepest - 1)
    }
  }
  look(mail, DEEPEST)
  return found
}

/** One block of fields a recipient, after the one about the message. */
function recipientsIn(text: string): BouncedRecipient[] {
  const blocks = text.split(/(?:\r?\n[ \t]*){2,}/, MOST_RECIPIENTS + 1).map(fieldsIn)
  return blocks.flatMap((fields) => {
    const action = fields.get('action')?.toLowerCase()
    const address = addressIn(fields.get('original-recipient')) ?? addressIn(fields.get('final-recipient'))
    if (address === null || (action !== 'failed' && action !== 'delayed')) return []
    const words = fields.get('diagnostic-code')?.replace(/^[^;]*;/, '') ?? ''
    const said = `${fields.get('status') ?? ''} ${words}`.replace(/[\p{C}\s]+/gu, ' ').trim()
    return [{ address, action, said: said.slice(0, WORDS_LIMIT).trim() || 'it does not say why' }]
  })
}

/** `rfc822; desk@fresco.example` */
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

/** RFC 3834 §5, and what was usual before it. */
function isAutomatic(mail: MimeEntity): boolean {
  const field = (name: string): string => mail.headers.get(name)?.toLowerCase() ?? ''
  const says = field('auto-submitted')
  if (says !== '' && !says.startsWith('no')) return true
  if (/^(bulk|junk|list|auto_reply)$/.test(field('precedence')) || field('x-autoreply') !== '') return true
  if (field('list-id') !== '' || field('x-auto-response-suppress') !== '' || field('return-path') === '<>') return true
  return typeOf(mail) === 'multipart/report' || /(?:^|[<\s])(?:mailer-daemon|postmaster)@/.test(field('from'))
}

const typeOf = ({ headers }: MimeEntity): string => mediaTypeOf(headers.get('content-type') ?? '')

const textOf = (part: MimeEntity): string => new TextDecoder().decode(contentOf(part) ?? new Uint8Array())
