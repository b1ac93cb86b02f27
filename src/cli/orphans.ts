import { isGroup } from '../config/mistake.ts'
import type { Gateway } from '../profile/supplier.ts'
import { ADMIN_HELP, type AdminClient, adminClient, Unable } from './admin-client.ts'
import { UsageError } from './command.ts'

/** Open deliveries on a route that the next configuration does not have. */
export interface Orphans {
  readonly supplier: string
  readonly route: string
  readonly unsettled: number
  readonly lost: 'route' | 'supplier'
}

/** Set for wrangler after the check has run, or if the operator skips the check. */
export const MAY_ORPHAN = 'ORDERBRIDGE_ORPHAN'

/** A gateway that hangs must not hang a deploy. */
const LIMIT_MS = 20_000

export const ORPHAN_HELP = ADMIN_HELP.replace('(default http://localhost:8787)', '(default: publicUrl)')

/**
 * Open deliveries of the running gateway that would lose their route in `next`. Throws `Unable` if the gateway does not
 * respond.
 */
export async function findOrphans(
  next: Gateway,
  given: { readonly url: string | undefined; readonly vars: string | undefined },
): Promise<Orphans[]> {
  const url = given.url ?? next.publicUrl
  if (url === undefined) throw new Unable('The configuration has no publicUrl to ask at.')
  const found: Orphans[] = []
  const client = clientFor(url, given.vars)
  for (const supplier of await suppliersOf(client, url)) {
    const { routes } = await client.ask(`/suppliers/${encodeURIComponent(supplier)}/routes`)
    const kept = Object.hasOwn(next.suppliers, supplier) ? next.suppliers[supplier] : undefined
    for (const { route, state, unsettled } of Array.isArray(routes) ? routes.filter(isGroup) : []) {
      // The running gateway does not have this route any more, and holds its deliveries.
      if (state === 'gone') continue
      if (typeof route !== 'string' || typeof unsettled !== 'number' || unsettled === 0) continue
      if (kept?.routes.some(({ name }) => name === route)) continue
      found.push({ supplier, route, unsettled, lost: kept ? 'route' : 'supplier' })
    }
  }
  return found
}

function clientFor(url: string, vars: string | undefined): AdminClient {
  try {
    return adminClient({ url, vars, limitMs: LIMIT_MS, unreachable: '' })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new Unable(`${error.message} The environment variable CONSOLE_TOKEN does as well.`)
  }
}

async function suppliersOf(client: AdminClient, url: string): Promise<string[]> {
  const { suppliers } = await client.ask('/suppliers')
  if (!Array.isArray(suppliers)) throw new Unable(`What answers at ${url} is no gateway of this kind.`)
  return suppliers.filter((name) => typeof name === 'string')
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
counts none; retry what is refused, release or mark done what is held. Or leave them behind: npx orderbridge deploy --orphan`
