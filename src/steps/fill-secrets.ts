import { formats } from '../documents/registry.ts'
import { escapeXml } from '../documents/xml.ts'
import type { Secrets } from '../ports.ts'
import type { Route } from '../supplier.ts'
import type { Parcel } from '../transports/transport.ts'
import { utf8 } from '../utf8.ts'

/**
 * The parcel as it travels: a secret that stands inside the document is put in for its placeholder at this moment only, so that
 * no archive holds it. The stored bytes, and their digest, keep the placeholder. Null when such a secret is not set.
 */
export function fillSecrets(parcel: Parcel, { document }: Pick<Route, 'document'>, secrets: Secrets): Parcel | null {
  const names = formats[document.format]?.secrets?.(document) ?? []
  if (names.length === 0) return parcel
  let text = new TextDecoder().decode(parcel.document.bytes)
  for (const name of names) {
    const value = secrets.get(name)
    if (value === undefined) return null
    text = text.replaceAll(`{{secret:${name}}}`, () => escapeXml(value))
  }
  return { ...parcel, document: { ...parcel.document, bytes: utf8(text) } }
}
