import type { Kinds } from './kinds.ts'
import { isGroup, type Mistake, pathOf, type Step } from './mistake.ts'

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

/** A notification that is to come later needs an address of ours to come to. */
export function asyncMistakes(suppliers: Record<string, unknown>): Mistake[] {
  const mistakes: Mistake[] = []
  for (const [id, supplier] of Object.entries(suppliers)) {
    const routes = isGroup(supplier) && Array.isArray(supplier.routes) ? supplier.routes : []
    for (const [index, route] of routes.entries()) {
      const transport: unknown = isGroup(route) ? route.transport : undefined
      if (!isGroup(transport) || transport.kind !== 'as2' || transport.mdn !== 'async') continue
      mistakes.push({
        path: pathOf(['suppliers', id, 'routes', index, 'transport', 'mdn']),
        message:
          "'async' has the supplier's system call us back later, and it could not: give `publicUrl: 'https://…'`, the address of this gateway, at the top of the configuration; or use 'sync'.",
      })
    }
  }
  return mistakes
}
