import { sharesChain } from '../../src/model/delivery-state.ts'
import { type Row, rowsOf } from './rows.ts'
import type { Knock, World } from './world.ts'

/** Promises of every discard, and of every unconfirmed change. */
export function createDiscardPromises(world: World) {
  /** Discarded by a person, by route, order and version. */
  const discarded = new Set<string>()
  /** The cancellations of complete orders, by order and version. A cancellation on one route ends nothing elsewhere. */
  const cancelled = new Set<string>()
  /** The same at the last check. */
  let discardedBefore: ReadonlySet<string> = new Set()
  const supersededBefore = new Set<string>()
  const calledAbout = new Set<string>()
  const must = (holds: boolean, promise: string, about: unknown): void => {
    if (!holds) throw new Error(`${promise}: ${JSON.stringify(about)}`)
  }

  const isAtDepot = ({ primaryRoute }: Row): boolean => world.scene.hasDepots === true && primaryRoute !== 'desk'

  const isOfOrder = ({ orderId, version }: Row): boolean => cancelled.has(`${orderId} v${version}`)

  /** The cancellation cancels no later version at its depot. */
  const isCancelledAlone = (one: Row, row: Row, others: readonly Row[]): boolean =>
    one.isCancellation === 1 &&
    !others.some((old) => old.isCancellation === 0 && old.version > row.version && sharesChain(old, one))

  /**
   * A person discarded a change at its depot, and the chef then confirmed the change: its copy goes on, and the desk calls
   * about the change.
   */
  const isCalledAbout = (row: Row, rows: readonly Row[]): boolean =>
    rows.some(
      (one) =>
        one.orderId === row.orderId &&
        one.version > row.version &&
        isAtDepot(one) &&
        isAtDepot(row) &&
        discardedBefore.has(nameOf(one)),
    )

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
        (sharesChain(one, row) || isOfOrder(one) || (isAtDepot(one) && !isCancelledAlone(one, row, others))) &&
        // A later version may replace a cancellation, and the person has cancelled the order before.
        (one.state !== 'superseded' || one.isCancellation === 1) &&
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
    /** A person cancelled an order on each route that brought the order. */
    cancelledAll(orderId: string, before: readonly Row[]): void {
      const names = new Set(before.map(nameOf))
      for (const row of rowsOf(world))
        if (row.orderId === orderId && row.isCancellation === 1 && !names.has(nameOf(row)))
          cancelled.add(`${orderId} v${row.version}`)
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
      for (const row of rows) {
        const name = nameOf(row)
        if (row.state !== 'superseded') {
          supersededBefore.delete(name)
          calledAbout.delete(name)
          continue
        }
        if (!supersededBefore.has(name) && isCalledAbout(row, rows)) calledAbout.add(name)
        supersededBefore.add(name)
        must(hasSuccessor(row, rows) || calledAbout.has(name), 'What is superseded has a successor', row)
      }
      discardedBefore = new Set(discarded)
    },
  }
}

const nameOf = ({ route, orderId, version }: Pick<Row, 'route' | 'orderId' | 'version'>): string =>
  `${route} ${orderId} v${version}`
