import type { HoldReason } from '../model/delivery-state.ts'
import type { Warning } from '../model/document.ts'
import { deliveryKey } from '../model/order/identity.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import type { Result } from '../model/result.ts'
import type { RouteStart } from '../outbox/decide.ts'
import { fallbacksOf } from '../profile/fallbacks.ts'
import type { Supplier } from '../profile/supplier.ts'
import { compose } from './compose.ts'
import { checkRoutes } from './rehearse.ts'
import { createTrialOccasions, type MailSettings, type OutboxState } from './trial-occasion.ts'
import { validate } from './validate.ts'

/** The document that a route would write. */
export interface TrialDocument {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
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
export async function tryOrder(
  bytes: Uint8Array,
  supplier: Supplier,
  now: number,
  state: OutboxState,
  mail: MailSettings,
): Promise<Trial> {
  const judged = validate(bytes, supplier, now)
  if (!judged.ok) return { isAccepted: false, problems: judged.error.refusal.problems }
  const { order } = judged.value
  const { refused, routes: plans, findings, cutOff } = checkRoutes(order, supplier, now)
  if (refused.length > 0) return { isAccepted: false, problems: refused }
  const starts = new Map(plans.map(({ route, start }) => [route, start]))
  const called = new Set(
    plans.flatMap(({ route }) => fallbacksOf(supplier, route).flatMap((step) => (step.route ? [step.route] : []))),
  )
  const used = supplier.routes.filter(({ name }) => starts.has(name) || called.has(name))
  const occasionOf = createTrialOccasions({ supplier, now, cutOff, mail }, state)
  const routes: RouteTrial[] = []
  for (const route of used) {
    const { occasion, token } = occasionOf(route)
    const key = await deliveryKey(state.storageId, route.name, order.id, 1, 1)
    const written = await compose(order, route, supplier, occasion, key, token)
    routes.push({ route: route.name, start: startOf(starts.get(route.name)), ...inTrial(written) })
  }
  return { isAccepted: true, order, findings, routes }
}

/** A route without a start of its own is a fallback. */
function startOf(start: RouteStart | undefined): RouteTrial['start'] {
  if (!start) return 'fallback'
  if (start.state === 'held') return start.reason
  return start.state === 'refused' ? 'refuse' : 'send'
}

function inTrial(written: Result<TrialDocument, Problem[]>): Pick<RouteTrial, 'document' | 'problems'> {
  if (!written.ok) return { document: null, problems: written.error }
  const { fileName, mediaType, bytes, warnings } = written.value
  return { document: { fileName, mediaType, bytes, warnings }, problems: [] }
}
