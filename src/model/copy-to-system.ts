import type { CopyRank } from './erp-holding.ts'

/** Whether a route to a system would take the place of a copy. The order goes to a system already. */
export const bringsCopyToSystem = (
  primaryRoutes: readonly string[],
  primaryRoute: string,
  to: string,
  rankOf: CopyRank,
): boolean => rankOf(to) < rankOf(primaryRoute) && primaryRoutes.some((other) => rankOf(other) < rankOf(primaryRoute))
