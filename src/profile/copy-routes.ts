import type { CopyRank } from '../model/erp-holding.ts'
import { primaryRoutes } from './fallbacks.ts'
import type { Supplier } from './supplier.ts'

type WithRoutes = Pick<Supplier, 'routes'>

/** The routes with a mail that people read as document. */
export const mailRoutes = ({ routes }: WithRoutes): string[] =>
  routes.filter(({ document }) => document.format === 'email').map(({ name }) => name)

/** The ranks of the routes that may be copies. A route without a rank leads to a system. */
export type CopyRanks = Readonly<Record<string, number>>

const MAIL = 1
const ARCHIVE = 2

/**
 * A mail to people is a copy next to a route to a system. A bucket next to a mail is an archive. The routes of each order decide:
 * people key an order from the mail if the order itself has no route to a system. A fallback route counts by the replaced
 * route, so a mail that takes over is no copy.
 */
export function copyRanks(supplier: WithRoutes): CopyRanks {
  const mails = mailRoutes(supplier)
  if (mails.length === 0) return {}
  const archives = supplier.routes.filter(
    ({ name, transport }) => !mails.includes(name) && (transport.kind === 's3' || transport.kind === 'r2'),
  )
  return Object.fromEntries([...mails.map((name) => [name, MAIL]), ...archives.map(({ name }) => [name, ARCHIVE])])
}

/** The rank of each route, as `holdingsOf` reads ranks. */
export function copyRankOf(supplier: WithRoutes): CopyRank {
  const ranks = new Map(Object.entries(copyRanks(supplier)))
  return (route) => ranks.get(route) ?? 0
}

/** A mail to people, next to a route to a system: an order may be in the ERP although the mail failed. */
export function isMailCopy(route: string, supplier: WithRoutes): boolean {
  const rankOf = copyRankOf(supplier)
  return rankOf(route) === MAIL && primaryRoutes(supplier).some(({ name }) => rankOf(name) === 0)
}

/** The names of all routes, copies last. */
export function receiversFirst(supplier: WithRoutes): string[] {
  const rankOf = copyRankOf(supplier)
  return supplier.routes.map(({ name }) => name).sort((one, other) => rankOf(one) - rankOf(other))
}
