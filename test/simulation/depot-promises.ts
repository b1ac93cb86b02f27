import type { submission } from '../fakes/orders.ts'
import type { World } from './world.ts'

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

/** The promise of a change for another depot: without a person, two depots get no order of one chef. */
export function createDepotPromises(world: World) {
  const handled = new Set<string>()
  let seen = 0
  return {
    /** A person acted on an order, and may let both depots deliver. */
    acted: (orderId: string): void => void handled.add(`PO-${orderId}`),
    check(): void {
      for (const [at, knock] of world.knocks.entries()) {
        if (at < seen || knock.route === 'desk' || knock.purpose !== 'original' || handled.has(knock.orderNumber))
          continue
        const other = world.knocks
          .slice(0, at)
          .find(
            (one) =>
              one.orderNumber === knock.orderNumber &&
              one.route !== 'desk' &&
              one.route !== knock.route &&
              one.version !== knock.version &&
              (one.landed || !one.ended),
          )
        if (other)
          throw new Error(
            `Two depots get no order without a person: ${knock.orderNumber}, v${other.version} by ${other.route}, v${knock.version} by ${knock.route}`,
          )
      }
      seen = world.knocks.length
    },
  }
}
