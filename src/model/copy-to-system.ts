import type { CopyRank } from './erp-holding.ts'

/** A copy, whose order goes to a system too. A second system would get the order once more. */
export const bringsCopyToSystem = (
  primaryRoutes: readonly string[],
  primaryRoute: string,
  to: string,
  rankOf: CopyRank,
): boolean => rankOf(to) < rankOf(primaryRoute) && primaryRoutes.some((other) => rankOf(other) < rankOf(primaryRoute))
