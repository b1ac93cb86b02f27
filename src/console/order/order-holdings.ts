import { arrivalIn, type Holding, holdingsOf, versionAtSystem } from '../../model/erp-holding.ts'
import { standingDeliveries } from '../../model/order-standing.ts'
import type { OrderView } from '../../outbox/views.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import type { Supplier } from '../../profile/supplier.ts'

/** The versions at each receiver of an order. */
export function orderHoldings({ deliveries, timeline }: OrderView, supplier: Pick<Supplier, 'routes'>): Holding[] {
  const brought = standingDeliveries(deliveries).map((delivery) => ({
    ...delivery,
    arrivedAt: arrivalIn(timeline, delivery)?.at ?? null,
  }))
  return holdingsOf(brought, copyRankOf(supplier))
}

/** The receiver of a held change certainly has an earlier version. A copy for people is held for the sake of the systems. */
export function keepsEarlier(
  { holdReason, fallbackFor, route }: OrderView['deliveries'][number],
  holdings: readonly Holding[],
): boolean {
  const own = holdings.filter(({ primaryRoute }) => primaryRoute === (fallbackFor ?? route))
  const counted = own.length > 0 ? own : holdings
  return (
    holdReason === 'revision' &&
    counted.length > 0 &&
    counted.every((holding) => versionAtSystem(holding)?.isCancellation === false)
  )
}

/** The version that a change is compared with. */
export interface BaseVersion {
  readonly version: number
  /** `certain`: the only receiver has the version. `arrived`: a receiver of several has it. `perhaps`: a receiver may have it. `before`: the version before the newest. */
  readonly standing: 'certain' | 'arrived' | 'perhaps' | 'before'
}

/**
 * A change is compared with the version that a receiver has, because a person changes that order there. Without such a
 * version, the version before counts; null for a first version.
 */
export function baseOf(holdings: readonly Holding[], versions: readonly number[]): BaseVersion | null {
  const newest = versions.at(-1) ?? 0
  const at = (which: 'certain' | 'perhaps'): number[] =>
    holdings.flatMap((holding) => {
      const found = which === 'certain' ? versionAtSystem(holding) : holding.perhaps
      return found === null || found.isCancellation || found.version >= newest ? [] : [found.version]
    })
  // Receivers may have different versions. The newest of them needs the smallest change.
  for (const standing of ['certain', 'perhaps'] as const) {
    const found = at(standing)
    if (found.length > 0)
      return {
        version: Math.max(...found),
        standing: standing === 'certain' && holdings.length > 1 ? 'arrived' : standing,
      }
  }
  const before = versions.at(-2)
  return before === undefined ? null : { version: before, standing: 'before' }
}
