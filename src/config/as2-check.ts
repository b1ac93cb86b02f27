import { isGroup, type Mistake, pathOf, type Step } from './mistake.ts'
import type { Kinds } from './route-check.ts'

/** What only a route with AS2 can get wrong, and its transport's own settings cannot see. */
export function as2Mistakes(
  { document, transport }: Record<string, unknown>,
  at: readonly Step[],
  { formats }: Kinds,
): Mistake[] {
  if (!isGroup(document) || !isGroup(transport) || transport.kind !== 'as2') return []
  const format = formats[String(document.format)]
  const settings = format?.settings.safeParse(document)
  const hasSecrets = settings?.success && (format?.secrets?.(settings.data).length ?? 0) > 0
  if (transport.compress !== true || !hasSecrets) return []
  return [
    {
      path: pathOf([...at, 'transport', 'compress']),
      message:
        'must be false: what is compressed is kept for the next try, and this document holds a secret, which is never kept.',
    },
  ]
}
