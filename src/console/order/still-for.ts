import type { OrderView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { type StillRoute, stillRoutes } from '../frame/still-route.ts'
import type { ConsoleContext } from '../frame/visit.ts'
import { otherRoutesOf } from './other-routes.ts'
import type { PossibleAction } from './possible-actions.ts'
import { actionRoutes } from './routes-of-action.ts'

interface ActionOnOrder {
  readonly name: string
  readonly supplier: Supplier
  readonly view: OrderView
  readonly action: PossibleAction
}

interface Still {
  readonly still: readonly StillRoute[]
  /** A release that sends nothing now, because each of its routes stands still. */
  readonly isWaiting: boolean
}

/** The routes that stand still, and that the action may send by. */
export async function stillFor(c: ConsoleContext, { name, supplier, view, action }: ActionOnOrder): Promise<Still> {
  const isRelease = action.name.startsWith('release')
  if (!isRelease && action.name !== 'send-by') return { still: [], isWaiting: false }
  const names = isRelease ? actionRoutes(action.name, view) : otherRoutesOf(supplier, view)(action.route ?? '')
  const still = stillRoutes(await c.env.outbox(name).routes(), names)
  const isStill = (one: string): boolean => still.some(({ route }) => route === one)
  return { still, isWaiting: isRelease && names.length > 0 && names.every(isStill) }
}
