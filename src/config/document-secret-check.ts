import { isGroup } from '../text/parsed-json.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** A secret is filled into a document at the moment of sending. Some transports send or give out stored bytes. */
export function documentSecretMistakes(
  { document, transport }: Record<string, unknown>,
  at: readonly Step[],
  { formats }: Registries,
): Mistake[] {
  if (!isGroup(document) || !isGroup(transport)) return []
  const format = lookUp(formats, document.format)
  const settings = format?.settings.safeParse(document)
  const [secret] = settings?.success ? (format?.secrets?.(settings.data) ?? []) : []
  if (secret === undefined) return []
  if (transport.kind === 'as2' && transport.compress === true) {
    const message =
      'must be false. The gateway stores compressed bytes for the next attempt, and this document holds a secret. Secrets are never stored.'
    return [{ path: pathOf([...at, 'transport', 'compress']), message }]
  }
  if (transport.kind !== 'mailbox') return []
  const message = `cannot hold the secret '${secret}'. A mailbox gives out the stored document, and secrets are never stored. Remove the secret, or send the document by another transport.`
  return [{ path: pathOf([...at, 'document']), message }]
}
