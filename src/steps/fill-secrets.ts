import { formats } from '../documents/registry.ts'
import { escapeXml } from '../documents/xml/writer.ts'
import type { AttemptResult } from '../model/attempt-result.ts'
import { ok, type Result } from '../model/result.ts'
import type { Secrets } from '../ports.ts'
import type { Route } from '../profile/supplier.ts'
import { utf8 } from '../text/utf8.ts'
import { secretValues } from '../transports/secret-values.ts'
import type { OutgoingDocument } from '../transports/transport.ts'

/**
 * Replaces each placeholder for a secret just before sending, so that no archive holds the secret. The stored bytes
 * and their digest keep the placeholder. A missing secret ends the attempt. The document names its secrets, so that no
 * note repeats them.
 */
export function fillSecrets(
  outgoing: OutgoingDocument,
  { document }: Pick<Route, 'document'>,
  secrets: Secrets,
): Result<OutgoingDocument, AttemptResult> {
  const names = outgoing.document.secrets ?? configuredNames(outgoing, document)
  const values = secretValues(names, secrets)
  if (!values.ok) return values
  if (names.length === 0) return ok(outgoing)
  let text = new TextDecoder().decode(outgoing.document.bytes)
  for (const [at, name] of names.entries())
    text = text.replaceAll(`{{secret:${name}}}`, () => escapeXml(values.value[at] ?? ''))
  return ok({ ...outgoing, document: { ...outgoing.document, secrets: names, bytes: utf8(text) } })
}

/** The names of an earlier gateway's document, which names none. The route may have changed its format since. */
function configuredNames(outgoing: OutgoingDocument, settings: Route['document']): readonly string[] {
  const format = formats[settings.format]
  const isOfFormat = format !== undefined && outgoing.document.mediaType.split(';')[0] === format.mediaType
  return (isOfFormat && format.secrets?.(settings)) || []
}
