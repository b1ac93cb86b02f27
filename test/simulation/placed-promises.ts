import type { Acceptance } from '../../src/outbox/accept.ts'
import { type Row, rowsOf } from './rows.ts'
import type { World } from './world.ts'

/** The last post of the chef that the gateway answered with a 2xx. */
interface Placed {
  readonly version: number
  /** The number of alerts before the post. */
  readonly alerts: number
  /** A person acted on the order after the post, and knows what became of the order. */
  hasActed: boolean
}

/** A mail is a copy of an order with a route to a system, and an archive is a copy of an order with a mail. */
const RANKS: Readonly<Record<string, number>> = { desk: 1, people: 1, archive: 2 }

/** The promise to the chef: each receiver gets the order that the chef placed last, or a person is alerted after the post. */
export function createPlacedPromises(world: World) {
  const last = new Map<string, Placed>()
  /** The version that waits for a person, and the number of alerts before the first earlier content that came meanwhile. */
  const joined = new Map<string, { readonly waiting: number; readonly alerts: number }>()
  let alerts = 0

  const must = (holds: boolean, promise: string, about: unknown): void => {
    if (!holds) throw new Error(`${promise}: ${JSON.stringify(about)}`)
  }

  /** The receivers for which a person discarded the version. Chains that only a later version replaced have another promise. */
  function lacking(orderId: string, version: number): string[] {
    const rows = rowsOf(world).filter((row) => row.orderId === orderId && row.version === version)
    const chains = [...Map.groupBy(rows, ({ primaryRoute }) => primaryRoute)]
    const rankOf = (route: string): number => RANKS[route] ?? 0
    const nearest = Math.min(...chains.map(([route]) => rankOf(route)))
    return chains.flatMap(([route, chain]) => (rankOf(route) === nearest && isDiscarded(chain) ? [route] : []))
  }

  const isDiscarded = (chain: readonly Row[]): boolean =>
    chain.some(({ state }) => state === 'discarded') &&
    chain.every(({ state }) => state === 'discarded' || state === 'superseded')

  const isTold = (orderId: string, since: number): boolean =>
    world.raised
      .slice(since)
      .some((one) => one.orderId === orderId || one.orders?.some((named) => named.orderId === orderId)) ||
    world.store.all('SELECT 1 FROM incident_orders WHERE order_id = ? AND announced = 0', orderId).length > 0

  /** A held answer names the version that waits, and the content may be that of an earlier version. */
  const versionOf = (orderId: string, content: number): number =>
    world.store.all<{ version: number }>(
      "SELECT max(version) AS version FROM versions WHERE order_id = ? AND digest = ? AND status <> 'cancelled'",
      orderId,
      `content-${content}`,
    )[0]?.version ?? 0

  const isToCall = (orderId: string): boolean =>
    world.store.all('SELECT 1 FROM refusals WHERE order_id = ? AND called_at IS NULL', orderId).length > 0

  function check(): void {
    for (const [orderId, { version, alerts: since, hasActed }] of last) {
      const routes = lacking(orderId, version)
      must(
        routes.length === 0 || hasActed || isTold(orderId, since),
        'Each receiver gets what the chef placed last, or a person was told',
        { orderId, version, routes },
      )
    }
  }

  return {
    /** A post begins. */
    begin(): void {
      alerts = world.raised.length
    },
    /** A content arrived. The chef read the answer, or another sender did. */
    answered(orderId: string, content: number, { status, version: waiting }: Acceptance, isOfChef: boolean): void {
      const version = versionOf(orderId, content)
      // A person hears once that earlier contents came again while a version waits.
      const isJoined = status === 'held' && waiting !== version
      if (isJoined && joined.get(orderId)?.waiting !== waiting) joined.set(orderId, { waiting, alerts })
      if (!isOfChef) return
      const since = isJoined ? joined.get(orderId)?.alerts : alerts
      last.set(orderId, { version, alerts: since ?? alerts, hasActed: false })
      const routes = lacking(orderId, version)
      // A question about a version that a person discarded for a receiver asks about nothing else.
      const isAsked = status !== 'duplicate' && (!isJoined || lacking(orderId, waiting).length === 0)
      must(
        isAsked || routes.length === 0 || isToCall(orderId),
        'The desk calls about a discarded order that was placed again',
        { orderId, version, routes },
      )
      check()
    },
    acted(orderId: string): void {
      const one = last.get(orderId)
      if (one) one.hasActed = true
    },
    check,
  }
}
