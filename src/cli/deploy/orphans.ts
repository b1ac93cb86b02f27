import { routeNamed, supplierNamed } from '../../profile/route-named.ts'
import type { Gateway } from '../../profile/supplier.ts'
import type { RunningGateway } from './running-gateway.ts'

/** Open deliveries on a route that the next configuration does not have. */
export interface Orphans {
  readonly supplier: string
  readonly route: string
  readonly unsettled: number
  readonly lost: 'route' | 'supplier'
}

/** `renamed`: suppliers whose orders are moved, so the deploy does not leave these orders behind. */
export function findOrphans(
  { suppliers }: RunningGateway,
  next: Gateway,
  renamed: readonly string[],
): readonly Orphans[] {
  return [...suppliers].flatMap(([supplier, routes]) => {
    if (renamed.includes(supplier)) return []
    const kept = supplierNamed(next, supplier)
    return routes
      .filter(({ route, unsettled }) => unsettled > 0 && !(kept && routeNamed(kept, route)))
      .map(({ route, unsettled }) => ({ supplier, route, unsettled, lost: kept ? 'route' : 'supplier' }) as const)
  })
}

/** A line for each route. */
export const orphanLines = (orphans: readonly Orphans[]): string[] =>
  orphans.map(({ supplier, route, unsettled, lost }) => {
    const deliveries = unsettled === 1 ? '1 delivery' : `${unsettled} deliveries`
    const end = lost === 'route' ? 'would be held' : 'nothing would send: the supplier is gone'
    return `  ${supplier}, route '${route}': ${deliveries} not settled, which ${end}.`
  })

export const ORPHAN_ADVICE = `Bring the name back: a route that is renamed is another route. Or let it drain first: keep the old route beside the new
one, with \`when: { customers: [] }\` so that no new order takes it, and wait until \`GET /api/suppliers/:supplier/routes\`
counts none; retry what is refused, release or mark done what is held. Or leave them behind: npx orderbridge deploy --leave-behind`
