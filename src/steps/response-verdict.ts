import { type ResponseVerdict, verdictReaderFor } from '../documents/answers/response-verdicts.ts'
import { formats } from '../documents/registry.ts'
import type { Secrets } from '../ports.ts'
import type { Route } from '../profile/supplier.ts'

/** Reads what an answer's body says of a route's document; null where it says nothing that its standard knows. */
export function createVerdictReader(
  { document }: Pick<Route, 'document'>,
  secrets: Secrets,
): (body: Uint8Array) => ResponseVerdict | null {
  const read = verdictReaderFor(document.format)
  const hidden = (formats[document.format]?.secrets?.(document) ?? []).flatMap((name) => secrets.get(name) ?? [])
  return (body) => {
    const word = read?.(body)
    if (!word?.ok) return null
    // A receiver may say our own secret back to us, and what it says goes to people and alerts.
    const said = hidden.reduce((text, secret) => text.replaceAll(secret, '…'), word.value.text)
    return { ...word.value, text: said }
  }
}
