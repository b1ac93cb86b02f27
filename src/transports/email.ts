import PostalMime, { type Email } from 'postal-mime'
import * as z from 'zod/mini'
import type { AttemptResult } from '../model/attempt-result.ts'
import { findingNote } from '../model/finding.ts'
import type { OutgoingMail, SendMail } from '../ports.ts'
import { codeOf, INVALID, LATER, OF_THE_ROUTE, REFUSED } from './email/mail-errors.ts'
import { entityFrom, mediaTypeOf, parameterOf, partsOf } from './mime/mime-entity.ts'
import type { OutgoingDocument, Transport, TransportSettings } from './transport.ts'

interface EmailSettings extends TransportSettings {
  readonly kind: 'email'
}

/** The configuration allows only mail formats here: the document is older than the route's mail transport. */
const NO_MAIL = findingNote('mail-other-format')
const UNTIL_THE_QUOTA_SECONDS = 3600

/**
 * A mail over Cloudflare's own mail sending. The parts are read from the stored document, so the Admin API shows
 * exactly what was sent. Only the Message-ID and the boundaries come from Cloudflare.
 */
export const email: Transport<EmailSettings> = {
  kind: 'email',
  takes: 'message/rfc822',
  example: {},
  onlyDeployed: true,
  settings: z.lazy(() => z.strictObject({ kind: z.literal('email') })),
  secrets: () => [],
  protection: () => 'tls',
  timeoutSeconds: () => 30,

  async deliver(outgoing, _settings, { mail }) {
    const parts = await readBack(outgoing)
    if (!parts) return { outcome: 'refused', reached: 'no', phase: 'settings', note: NO_MAIL }
    try {
      await sendWithCharset(parts, mail)
      return { outcome: 'delivered', note: findingNote('cloudflare-mail-delivered') }
    } catch (error) {
      return judge(error)
    }
  },
}

/** Cloudflare documents no parameters of an attachment's type. A refused type has sent no mail. */
async function sendWithCharset(parts: OutgoingMail, send: SendMail): Promise<void> {
  const { attachments } = parts
  try {
    await send(parts)
  } catch (error) {
    if (!attachments || !INVALID.test(codeOf(error))) throw error
    await send({ ...parts, attachments: attachments.map((file) => ({ ...file, type: mediaTypeOf(file.type) })) })
  }
}

async function readBack({ document, key }: OutgoingDocument): Promise<OutgoingMail | null> {
  const { envelope, bytes } = document
  if (!envelope) return null
  const read = await PostalMime.parse(bytes)
  const charset = charsetOfAttachment(bytes)
  return {
    ...envelope,
    subject: read.subject ?? '',
    text: read.text ?? '',
    ...(read.html === undefined ? {} : { html: read.html }),
    ...(read.replyTo?.[0]?.address ? { replyTo: read.replyTo[0].address } : {}),
    // Cloudflare documents no idempotency key: a receiver can detect a repeat by the first header. A bounce is matched
    // by the second header, because Cloudflare chooses the Message-ID.
    headers: { 'X-Orderbridge-Delivery': key, 'X-Orderbridge-Message-ID': tokenIn(read) ?? read.messageId ?? '' },
    ...(read.attachments.length > 0 ? { attachments: read.attachments.map((file) => attachment(file, charset)) } : {}),
  }
}

/** Mails from before the header carry the token as the Message-ID. */
const tokenIn = ({ headers }: Email): string | undefined =>
  headers.find(({ key }) => key === 'x-orderbridge-message-id')?.value.replace(/\s/g, '')

/** The reader of mails drops the parameters of an attachment. An order's mail has one attachment. */
function charsetOfAttachment(bytes: Uint8Array<ArrayBuffer>): string | null {
  const { headers, body } = entityFrom(bytes)
  const parts = partsOf(body, parameterOf(headers.get('content-type') ?? '', 'boundary') ?? '').map(entityFrom)
  const file = parts.find((part) => part.headers.get('content-disposition')?.startsWith('attachment'))
  return parameterOf(file?.headers.get('content-type') ?? '', 'charset')
}

const attachment = ({ filename, mimeType, content }: Email['attachments'][number], charset: string | null) => ({
  filename: filename ?? 'order',
  type: charset === null ? mimeType : `${mimeType}; charset=${charset}`,
  content: bytesOf(content),
})

function bytesOf(content: Email['attachments'][number]['content']): ArrayBuffer {
  if (content instanceof ArrayBuffer) return content
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return new Uint8Array(bytes).buffer
}

/**
 * Cloudflare gives one result for all recipients. The remaining errors (E_DELIVERY_FAILED, E_INTERNAL_SERVER_ERROR, no
 * code) do not show whether a recipient has the mail.
 */
function judge(error: unknown): AttemptResult {
  const code = codeOf(error)
  if (LATER.test(code)) {
    const wait = code.includes('DAILY') ? { retryAfterSeconds: UNTIL_THE_QUOTA_SECONDS } : {}
    return {
      outcome: 'deferred',
      reached: 'no',
      phase: 'write',
      ...wait,
      note: findingNote('cloudflare-mail-later', { code }),
    }
  }
  const routeWide = OF_THE_ROUTE.test(code)
  if (routeWide || REFUSED.test(code)) {
    return {
      outcome: 'refused',
      reached: 'no',
      routeWide,
      phase: 'write',
      note: findingNote('cloudflare-mail-refused', { code }),
    }
  }
  return {
    outcome: 'uncertain',
    phase: 'write',
    note: findingNote('cloudflare-mail-uncertain', { code: code || 'no code' }),
  }
}
