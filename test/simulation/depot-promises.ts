import type { submission } from '../fakes/orders.ts'
import { type Row, rowsOf } from './rows.ts'
import type { Knock, World } from './world.ts'

type Routes = ReturnType<typeof submission>['routes']
const HELD = { state: 'held', reason: 'unwritable' } as const

/** The routes of a content: odd contents go to one depot, and even contents to the other. A mail may have a copy of both. */
export function depotRoutes({ supplier, random }: World, content: number): Routes {
  const depot = content % 2 === 1 ? 'erp' : 'wms'
  return supplier.routes
    .filter(({ name }) => name === depot || name === 'desk')
    .map(({ name }) => {
      const dice = random()
      const other = dice < 0.35 ? HELD : ({ state: 'waiting' } as const)
      return {
        route: name,
        revisions: supplier.revisions,
        start: dice < 0.2 ? ({ state: 'refused' } as const) : other,
      }
    })
}

/** The version of an order at a depot, as a document or as an entry by hand. */
type Place = Pick<Row, 'orderId' | 'version' | 'route'>

/**
 * The promises of a change for another depot. Without a person, two depots get no order of one chef. A person who chooses a
 * version ends the earlier versions at other depots.
 */
export function createDepotPromises(world: World) {
  /** Fallback chains of a version that a person chose to send. */
  const chosen = new Set<string>()
  /** Fallback chains of a version that ended because a person chose a later version for another depot. */
  const ended = new Set<string>()
  const keyed: Place[] = []
  let seen = 0

  const must = (holds: boolean, promise: string, about: unknown): void => {
    if (!holds) throw new Error(`${promise}: ${JSON.stringify(about)}`)
  }

  /** The person chose the version of the delivery: other depots send no earlier version by themselves. */
  function choose({ orderId, version, primaryRoute }: Row, before: readonly Row[], rows: readonly Row[]): void {
    const own = rows.filter((row) => row.orderId === orderId && row.version === version)
    for (const row of own) if (row.primaryRoute === primaryRoute) ended.delete(chainOf(row))
    chosen.add(chainOf({ orderId, version, primaryRoute }))
    if (primaryRoute === COPY) return
    const isElsewhere = (row: Row): boolean =>
      row.orderId === orderId && row.version < version && own.every((one) => one.primaryRoute !== row.primaryRoute)
    for (const row of rows.filter(isElsewhere)) {
      const old = before.find((one) => nameOf(one) === nameOf(row))
      if (row.isCancellation === 1) {
        must(row.state === old?.state, 'A version for another depot ends no cancellation', row)
        continue
      }
      ended.add(chainOf(row))
      chosen.delete(chainOf(row))
    }
  }

  /** The arrivals before the document. */
  const arrivalsBefore = (knock: Knock): Place[] => [
    ...keyed.filter(({ orderId }) => orderId === orderIdOf(knock)),
    ...world.knocks
      .slice(0, world.knocks.indexOf(knock))
      .filter(({ orderNumber, landed, ended: isOver }) => orderNumber === knock.orderNumber && (landed || !isOver))
      .map(placeOf),
  ]

  function checkKnock(knock: Knock, rows: readonly Row[]): void {
    const place = placeOf(knock)
    const chainAt = (one: Place): string => rows.find((row) => nameOf(row) === nameOf(one))?.primaryRoute ?? ''
    const primaryRoute = chainAt(place)
    const chain = chainOf({ ...place, primaryRoute })
    must(!ended.has(chain), 'No depot gets a version that a person left for another depot', place)
    if (knock.purpose !== 'original' || chosen.has(chain)) return
    const isElsewhere = (one: Place): boolean => one.route !== COPY && one.route !== place.route
    const other = arrivalsBefore(knock).find((one) => one.version !== place.version && isElsewhere(one))
    must(other === undefined, 'Two depots get no order without a person', { place, other })
  }

  return {
    /** A person acted on an order; `before` is the state before the action. */
    acted(action: string, orderId: string, before: readonly Row[]): void {
      const rows = rowsOf(world)
      const own = rows.filter((row) => row.orderId === orderId)
      const oldOf = (row: Row): Row | undefined => before.find((one) => nameOf(one) === nameOf(row))
      // A discard gives back what the discarded version had replaced.
      for (const row of own)
        if (oldOf(row)?.state === 'superseded' && row.state !== 'superseded') ended.delete(chainOf(row))
      for (const row of own) {
        if (row.state === oldOf(row)?.state) continue
        if (row.state === 'done') keyed.push(row)
        const isChosen = row.state === 'done' || (row.state === 'waiting' && !action.startsWith('discard'))
        if (isChosen && row.isCancellation === 0) choose(row, before, rows)
      }
    },
    check(): void {
      const rows = rowsOf(world)
      for (const knock of world.knocks.slice(seen)) if (knock.route !== COPY) checkKnock(knock, rows)
      seen = world.knocks.length
    },
  }
}

const COPY = 'desk'
const nameOf = ({ orderId, version, route }: Place): string => `${orderId} v${version} ${route}`
const chainOf = ({ orderId, version, primaryRoute }: Pick<Row, 'orderId' | 'version' | 'primaryRoute'>): string =>
  `${orderId} v${version} ${primaryRoute}`
const orderIdOf = ({ orderNumber }: Knock): string => orderNumber.replace(/^PO-/, '')
const placeOf = (knock: Knock): Place => ({ orderId: orderIdOf(knock), version: knock.version, route: knock.route })
