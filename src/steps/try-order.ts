import type { HoldReason } from '../model/delivery-state.ts'
import type { Warning } from '../model/document.ts'
import { localMoment } from '../model/local-time.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { fallbacksOf } from '../profile/fallbacks.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { compose } from './compose.ts'
import { checkRoutes } from './rehearse.ts'
import { firstContext } from './test-document.ts'
import { validate } from './validate.ts'

/** The document that a route would write. */
export interface TrialDocument {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly warnings: readonly Warning[]
}

export interface RouteTrial {
  readonly route: string
  /** `fallback`: the route sends only when another route is late. */
  readonly start: 'send' | 'fallback' | 'refuse' | HoldReason
  /** Null when the route cannot write the order. */
  readonly document: TrialDocument | null
  readonly problems: readonly Problem[]
}

export type Trial =
  | { readonly isAccepted: false; readonly problems: readonly Problem[] }
  | {
      readonly isAccepted: true
      readonly order: Order
      readonly findings: readonly Problem[]
      readonly routes: readonly RouteTrial[]
    }

/** Judges and writes an order as the gateway would. Stores and sends nothing. */
export async function tryOrder(bytes: Uint8Array, supplier: Supplier, now: number): Promise<Trial> {
  const judged = validate(bytes, supplier, now)
  if (!judged.ok) return { isAccepted: false, problems: judged.error.refusal.problems }
  const { order } = judged.value
  const { refused, routes: plans, findings } = checkRoutes(order, supplier, now)
  if (refused.length > 0) return { isAccepted: false, problems: refused }
  const starts = new Map(plans.map(({ route, start }) => [route, start]))
  const called = new Set(
    plans.flatMap(({ route }) => fallbacksOf(supplier, route).flatMap((step) => (step.route ? [step.route] : []))),
  )
  const used = supplier.routes.filter(({ name }) => starts.has(name) || called.has(name))
  const routes = await Promise.all(
    used.map(async (route): Promise<RouteTrial> => {
      const start = starts.get(route.name)
      return {
        route: route.name,
        start: !start
          ? 'fallback'
          : start.state === 'held'
            ? start.reason
            : start.state === 'refused'
              ? 'refuse'
              : 'send',
        ...(await write(order, route, supplier, now)),
      }
    }),
  )
  return { isAccepted: true, order, findings, routes }
}

async function write(
  order: Order,
  route: Route,
  supplier: Supplier,
  now: number,
): Promise<Pick<RouteTrial, 'document' | 'problems'>> {
  const occasion = firstContext(1, localMoment(now, supplier.timeZone))
  const written = await compose(order, route, supplier, occasion, '0'.repeat(32))
  if (!written.ok) return { document: null, problems: written.error }
  const { fileName, mediaType, bytes, warnings } = written.value
  return { document: { fileName, mediaType, bytes, warnings }, problems: [] }
}
