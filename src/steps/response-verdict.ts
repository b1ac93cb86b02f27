import { formats } from '../documents/registry.ts'
import type { ResponseVerdict } from '../model/response-verdict.ts'
import type { Secrets } from '../ports.ts'
import type { Route } from '../profile/supplier.ts'

/**
 * Creates a reader for response bodies of a route's format. The reader returns null for a body outside the format's
 * standard.
 */
export function createVerdictReader(
  { document }: Pick<Route, 'document'>,
  secrets: Secrets,
): (body: Uint8Array) => ResponseVerdict | null {
  const format = formats[document.format]
  const hidden = (format?.secrets?.(document) ?? []).flatMap((name) => secrets.get(name) ?? [])
  return (body) => {
    const verdict = format?.responseVerdict?.(body)
    if (!verdict?.ok) return null
    // A receiver may repeat a secret of the gateway, and the receiver's text goes into alerts.
    const text = hidden.reduce((text, secret) => text.replaceAll(secret, '…'), verdict.value.text)
    return { ...verdict.value, text }
  }
}
