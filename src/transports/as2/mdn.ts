import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import {
  byteText,
  contentOf,
  entityFrom,
  fieldsIn,
  type MimeEntity,
  mediaTypeOf,
  parameterOf,
  partsOf,
} from '../mime/mime-entity.ts'
import type { As2Keys } from './keys.ts'
import { signedPart } from './open.ts'

/** Content of a message disposition notification about our message (RFC 8098 §3, RFC 4130 §7.4). */
export interface Mdn {
  readonly originalMessageId: string | null
  /** `processed` or `failed`, lower case. */
  readonly type: string
  /** `error`, `failure` or `warning`, lower case; null without an error. */
  readonly modifier: string | null
  /** The text after the modifier, such as `decryption-failed`. */
  readonly reason: string
  readonly mic: { readonly digest: string; readonly algorithm: string } | null
}

/**
 * Reads a notification whose signature matches a partner certificate. The error says why the notification proves no
 * receipt.
 */
export async function readMdn(
  message: MimeEntity,
  keys: Pick<As2Keys, 'partner' | 'weakest'>,
): Promise<Result<Mdn, string>> {
  const part = await signedPart(message, keys)
  if (!part.ok) return part
  const mdn = mdnIn(entityFrom(part.value))
  return mdn ? ok(mdn) : err(findingNote('as2-no-notification'))
}

/** Reads a notification without a check of the signature. Null for any other entity. */
export function mdnIn(entity: MimeEntity): Mdn | null {
  const fields = notificationIn(entity)
  return fields && mdnFrom(fields)
}

/** Message-ID that a notification names, without a check of the signature. */
export function claimedMessageId(message: MimeEntity): string | null {
  const contentType = message.headers.get('content-type') ?? ''
  const isSigned = mediaTypeOf(contentType) === 'multipart/signed'
  const [part] = isSigned ? partsOf(message.body, parameterOf(contentType, 'boundary') ?? '') : []
  const report = isSigned ? part && entityFrom(part) : message
  return (report && mdnIn(report)?.originalMessageId) ?? null
}

function notificationIn({ headers, body }: MimeEntity): ReadonlyMap<string, string> | null {
  const contentType = headers.get('content-type') ?? ''
  if (mediaTypeOf(contentType) !== 'multipart/report') return null
  for (const part of partsOf(body, parameterOf(contentType, 'boundary') ?? '').map(entityFrom)) {
    if (mediaTypeOf(part.headers.get('content-type') ?? '') !== 'message/disposition-notification') continue
    const content = contentOf(part)
    return content && fieldsIn(byteText(content))
  }
  return null
}

function mdnFrom(fields: ReadonlyMap<string, string>): Mdn {
  const disposition = fields.get('disposition')?.split(';').slice(1).join(';').trim() ?? ''
  const [, type = '', modifier = null, reason = ''] =
    /^([\w-]+)(?:\s*\/\s*([\w-]+)\s*:?\s*(.*))?$/.exec(disposition) ?? []
  return {
    originalMessageId: fields.get('original-message-id') ?? null,
    type: type.toLowerCase(),
    modifier: modifier?.toLowerCase() ?? null,
    reason: reason.replace(/[^\x20-\x7e]/g, '').slice(0, 100),
    mic: micFrom(fields.get('received-content-mic')),
  }
}

function micFrom(field: string | undefined): Mdn['mic'] {
  const [digest = '', algorithm = ''] = field?.split(',').map((word) => word.trim()) ?? []
  return digest === '' ? null : { digest, algorithm }
}
