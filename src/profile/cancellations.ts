import { routeNamed } from './route-named.ts'
import type { Supplier } from './supplier.ts'

/** The settings that say which routes send a cancellation. */
export type CancellationRules = Pick<Supplier, 'routes' | 'cancellations'>

/** Without `send`, the partner has not tested a document that cancels, so the desk must call. A removed route sends nothing. */
export const sendsCancellations = (supplier: CancellationRules, name: string): boolean => {
  const route = routeNamed(supplier, name)
  return route !== undefined && (route.cancellations ?? supplier.cancellations) === 'send'
}
