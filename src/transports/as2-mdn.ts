import type { Certificate } from 'pkijs'
import { err, ok, type Result } from '../result.ts'
import { isSignedBy } from './cms-verify.ts'
import {
  byteText,
  contentOf,
  entityFrom,
  fieldsIn,
  type MimeEntity,
  mediaTypeOf,
  parameterOf,
  partsOf,
} from './mime-entity.ts'

/** What a message disposition notification says of our message (RFC 8098 §3, RFC 4130 §7.4). */
export interface Mdn {
  readonly originalMessageId: string | null
  /** `processed` or `failed`, lower case. */
  readonly type: string
  /** `error`, `failure` or `warning`, lower case; null where all is well. */
  readonly modifier: string | null
  /** What follows the modifier, as `decryption-failed`. */
  readonly reason: string
  readonly mic: { readonly digest: string; readonly algorithm: string } | null
}

/** Reads a notification whose signature one of these certificates explains; or says why it proves nothing. */
export async function readMdn(
  contentType: string,
  body: Uint8Array<ArrayBuffer>,
  partner: readonly Certificate[],
): Promise<Result<Mdn, string>> {
  if (mediaTypeOf(contentType) !== 'multipart/signed') return err('its answer is not signed')
  const [signed, last] = partsOf(body, parameterOf(contentType, 'boundary') ?? '')
  const signature = last && contentOf(entityFrom(last))
  if (!signed || !signature) return err('its answer can not be taken apart')
  const verdicts = await Promise.all(partner.map((certificate) => isSignedBy(signature, signed, certificate)))
  if (!verdicts.includes(true)) return err('the signature of its answer is by none of the certificates agreed with it')
  const fields = notificationIn(entityFrom(signed))
  return fields ? ok(mdnFrom(fields)) : err('its signed answer is no notification')
}

/** Which message it speaks of, whoever wrote it. */
export function claimedMessageId(contentType: string, body: Uint8Array<ArrayBuffer>): string | null {
  const isSigned = mediaTypeOf(contentType) === 'multipart/signed'
  const [signed] = isSigned ? partsOf(body, parameterOf(contentType, 'boundary') ?? '') : []
  const report = isSigned ? signed && entityFrom(signed) : { headers: new Map([['content-type', contentType]]), body }
  return (report && notificationIn(report))?.get('original-message-id') ?? null
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
  const said = fields.get('disposition')?.split(';').slice(1).join(';').trim() ?? ''
  const [, type = '', modifier = null, reason = ''] = /^([\w-]+)(?:\s*\/\s*([\w-]+)\s*:?\s*(.*))?$/.exec(said) ?? []
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
