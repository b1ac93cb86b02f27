import { sharesChain } from '../../src/model/delivery-state.ts'
import { type Row, rowsOf } from './rows.ts'
import type { Knock, World } from './world.ts'

/** Promises of every discard, and of every unconfirmed change. */
export function createDiscardPromises(world: World) {
  /** Discarded by a person, by route, order and version. */
  const discarded = new Set<string>()
  const must = (holds: boolean, promise: string, about: unknown): void => {
    if (!holds) throw new Error(`${promise}: ${JSON.stringify(about)}`)
  }

  const isAtDepot = ({ primaryRoute }: Row): boolean => world.scene.hasDepots === true && primaryRoute !== 'desk'

  /** A discarded or unconfirmed change supersedes no delivery. */
  function hasSuccessor(row: Row, rows: readonly Row[]): boolean {
    const others = rows.filter((one) => one.orderId === row.orderId && one !== row)
    const isOfChain = (one: Row): boolean => one.version === row.version && one.primaryRoute === row.primaryRoute
    const byRoute = others.some(
      (one) => isOfChain(one) && (one.fencingToken > row.fencingToken || one.state === 'delivered'),
    )
    const byVersion = others.some(
      (one) =>
        one.version > row.version &&
        (sharesChain(one, row) || one.isCancellation === 1 || isAtDepot(one)) &&
        one.state !== 'superseded' &&
        one.state !== 'discarded' &&
        (one.isUnconfirmed === 0 || one.reached !== 'no' || one.state === 'sending'),
    )
    return byRoute || byVersion
  }

  return {
    /** A person has acted, and no document was sent since. */
    acted(): void {
      for (const row of rowsOf(world)) if (row.state === 'discarded') discarded.add(nameOf(row))
    },
    /** A person discarded an order: the newest held version, on every route. */
    discardedAll(orderId: string, before: readonly Row[]): void {
      const held = before.filter((row) => row.orderId === orderId && row.state === 'held')
      const version = Math.max(...held.map((row) => row.version))
      for (const row of rowsOf(world)) {
        if (row.orderId !== orderId || row.version !== version) continue
        discarded.add(nameOf(row))
        must(row.nextAt === null || row.state === 'sent', 'A discarded version is open on no route', row)
      }
    },
    checkKnock({ route, orders }: Pick<Knock, 'route' | 'orders'>): void {
      for (const { orderNumber, version } of orders) {
        const name = nameOf({ route, orderId: orderNumber.replace(/^PO-/, ''), version })
        must(!discarded.has(name), 'No route sends a version that a person discarded', name)
      }
    },
    checkRows(rows: readonly Row[]): void {
      for (const row of rows)
        if (row.state === 'superseded') must(hasSuccessor(row, rows), 'What is superseded has a successor', row)
    },
  }
}

const nameOf = ({ route, orderId, version }: Pick<Row, 'route' | 'orderId' | 'version'>): string =>
  `${route} ${orderId} v${version}`
