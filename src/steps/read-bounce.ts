import PostalMime, { type Email } from 'postal-mime'
import { fieldsIn } from '../transports/mime-entity.ts'

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
/** A mail has fifty recipients at most. */
const MOST_RECIPIENTS = 50

export async function readIncomingMail(bytes: Uint8Array<ArrayBuffer>): Promise<IncomingMail> {
  const mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true })
  const status = mail.attachments.find(({ mimeType }) => STATUS.test(mimeType))
  const recipients = status ? recipientsIn(textOf(status)) : []
  if (recipients.length > 0) return { messageId: messageIdIn(mail), recipients }
  return isAutomatic(mail) ? 'auto' : 'person'
}

/** One block of fields a recipient, after the one about the message. */
function recipientsIn(text: string): BouncedRecipient[] {
  const blocks = text.split(/(?:\r?\n[ \t]*){2,}/).map(fieldsIn)
  return blocks.slice(0, MOST_RECIPIENTS).flatMap((fields) => {
    const action = fields.get('action')?.toLowerCase()
    const address = addressIn(fields.get('original-recipient')) ?? addressIn(fields.get('final-recipient'))
    if (address === null || (action !== 'failed' && action !== 'delayed')) return []
    const words = fields.get('diagnostic-code')?.replace(/^[^;]*;/, '') ?? ''
    const said = `${fields.get('status') ?? ''} ${words}`.replace(/[\p{C}\s]+/gu, ' ').trim()
    return [{ address, action, said: said.slice(0, WORDS_LIMIT).trim() || 'it does not say why' }]
  })
}

/** `rfc822; desk@fresco.example` */
function addressIn(field: string | undefined): string | null {
  const [, address = ''] = /^[^;]*;\s*<?([^\s<>;]+@[^\s<>;]+)>?\s*$/.exec(field ?? '') ?? []
  return address === '' ? null : address
}

function messageIdIn({ attachments }: Email): string | null {
  const returned = attachments.find(({ mimeType }) => RETURNED.test(mimeType))
  const head = returned && textOf(returned).replace(/\r?\n\r?\n[\s\S]*$/, '')
  const fields = head ? fieldsIn(head) : null
  const named = fields?.get('x-orderbridge-message-id') ?? fields?.get('message-id') ?? ''
  return /^<([^<>\s]+)>$/.exec(named)?.[1] ?? null
}

/** RFC 3834 §5, and what was usual before it. */
function isAutomatic({ headers, from }: Email): boolean {
  const field = (name: string): string =>
    headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase() ?? ''
  const says = field('auto-submitted')
  if (says !== '' && !says.startsWith('no')) return true
  if (/^(bulk|junk|list|auto_reply)$/.test(field('precedence')) || field('x-autoreply') !== '') return true
  if (field('list-id') !== '' || field('x-auto-response-suppress') !== '' || field('return-path') === '<>') return true
  return /^multipart\/report/.test(field('content-type')) || /^(mailer-daemon|postmaster)@/i.test(from?.address ?? '')
}

const textOf = ({ content }: Email['attachments'][number]): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content)
