import { valueAt } from '../../config/mistake.ts'
import type { Gateway } from '../../profile/supplier.ts'
import { isGroup } from '../../text/parsed-json.ts'
import { ADMIN_HELP, type AdminClient, adminClient, Unable } from '../admin-client.ts'
import { UsageError } from '../command.ts'

/** A route of the running gateway. */
export interface RunningRoute {
  readonly route: string
  readonly unsettled: number
  /** Null at a gateway of an earlier version. */
  readonly format: string | null
  /** Open deliveries that were not handed over: with a stored document, and without one. */
  readonly written: number
  readonly unwritten: number
}

/** Data that a deploy needs about the gateway that the deploy replaces. */
export interface RunningGateway {
  readonly suppliers: ReadonlyMap<string, readonly RunningRoute[]>
  /** Each supplier that ever accepted an order, and where its orders were moved; null at a gateway of an earlier version. */
  readonly outboxes: ReadonlyMap<string, string | null> | null
}

export interface GatewayAddress {
  readonly url: string | undefined
  readonly vars: string | undefined
}

/** A gateway that hangs must not hang a deploy. */
const LIMIT_MS = 20_000

export const DEPLOY_ADMIN_HELP = ADMIN_HELP.replace('(default http://localhost:8787)', '(default: publicUrl)')

/** The Admin API of the gateway that `next` replaces. Throws `Unable` without an address or a token. */
export function runningClient(next: Gateway, { url = next.publicUrl, vars }: GatewayAddress): AdminClient {
  if (url === undefined) throw new Unable('The configuration has no publicUrl to ask at.')
  try {
    return adminClient({ url, vars, limitMs: LIMIT_MS, unreachable: '' })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new Unable(`${error.message} The environment variable CONSOLE_TOKEN does as well.`)
  }
}

/** Throws `Unable` where the gateway does not respond. */
export async function readRunning(client: AdminClient): Promise<RunningGateway> {
  const { suppliers: names, outboxes } = await client.ask('/suppliers')
  if (!Array.isArray(names)) throw new Unable('What answers at that address is no gateway of this kind.')
  const suppliers = new Map<string, RunningRoute[]>()
  for (const name of names.filter((name) => typeof name === 'string')) {
    const { routes } = await client.ask(`/suppliers/${encodeURIComponent(name)}/routes`)
    suppliers.set(name, Array.isArray(routes) ? routes.filter(isGroup).flatMap(routeIn) : [])
  }
  return { suppliers, outboxes: Array.isArray(outboxes) ? new Map(outboxes.flatMap(outboxIn)) : null }
}

/** The running gateway already holds the deliveries of a removed route: no deploy leaves these deliveries behind. */
function routeIn(view: Record<string, unknown>): RunningRoute[] {
  const { route, state, unsettled, format } = view
  if (state === 'gone' || typeof route !== 'string' || typeof unsettled !== 'number') return []
  const count = (name: string): number => Number(valueAt(view, ['unsent', name]) ?? 0)
  return [
    {
      ...{ route, unsettled, format: typeof format === 'string' ? format : null },
      ...{ written: count('written'), unwritten: count('unwritten') },
    },
  ]
}

function outboxIn(entry: unknown): [string, string | null][] {
  if (!isGroup(entry) || typeof entry.supplier !== 'string') return []
  return [[entry.supplier, typeof entry.movedTo === 'string' ? entry.movedTo : null]]
}
