import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** Checks the parts of an AS2 route that the transport's own settings cannot see. */
export function as2Mistakes({ transport }: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  if (!isGroup(transport) || transport.kind !== 'as2') return []
  return pairMistakes(transport, at)
}

/** Certificates and keys form pairs by position. */
function pairMistakes({ ownCertificate, ownKey }: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  const [certificates, keys] = [countOf(ownCertificate), countOf(ownKey)]
  if (certificates === null || keys === null || certificates === keys) return []
  return [
    {
      path: pathOf([...at, 'transport', 'ownKey']),
      message: `must name as many keys as ownCertificate names certificates (${certificates}), in the same order.`,
    },
  ]
}

const countOf = (value: unknown): number | null =>
  typeof value === 'string' ? 1 : Array.isArray(value) ? value.length : null

/** Only the AS2 names choose the route of an acknowledgement. */
export function sharedNameMistakes(routes: readonly unknown[], at: readonly Step[]): Mistake[] {
  const owners = new Map<string, string>()
  const mistakes: Mistake[] = []
  for (const [index, route] of routes.entries()) {
    if (!isGroup(route) || !isGroup(route.transport) || !isGroup(route.acknowledgements)) continue
    const { kind, from, to } = route.transport
    if (kind !== 'as2' || route.acknowledgements.as2 !== true) continue
    const [names, path] = [JSON.stringify([from, to]), pathOf([...at, index, 'acknowledgements', 'as2'])]
    const owner = owners.get(names)
    if (owner === undefined) owners.set(names, path)
    else
      mistakes.push({
        path,
        message: `takes what ${owner} takes: both routes have the same AS2 names. Let one of them take acknowledgements, or agree on another AS2 name.`,
      })
  }
  return mistakes
}

/** An asynchronous MDN needs an address of the gateway. */
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
          "'async' needs an address for the later answer. Give `publicUrl: 'https://…'`, the address of this gateway, at the top of the configuration. Or use 'sync'.",
      })
    }
  }
  return mistakes
}
