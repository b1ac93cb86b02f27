import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'
import { shareCustomers } from './served-customers.ts'

/**
 * A route may be the fallback of several routes only if no order uses two of these routes. Such an order would be
 * sent once, and each route would wrongly count the delivery.
 */
export function sharedFallbackMistakes(
  input: Record<string, unknown>,
  routes: readonly Record<string, unknown>[],
  at: readonly Step[],
): Mistake[] {
  const callers = new Map<string, number[]>()
  const mistakes: Mistake[] = []
  for (const [index, { fallbacks }] of routes.entries()) {
    if (!Array.isArray(fallbacks)) continue
    for (const [step, fallback] of fallbacks.entries()) {
      if (!isGroup(fallback) || typeof fallback.route !== 'string') continue
      const known = callers.get(fallback.route) ?? []
      const other = known.find((at) => at !== index && shareCustomers(routes[at]?.when, routes[index]?.when, input))
      if (other !== undefined) {
        const message = `'${fallback.route}' takes the place of '${String(routes[other]?.name)}' already, and some orders leave by both. Give each a route of its own to fall back on.`
        mistakes.push({ path: pathOf([...at, 'routes', index, 'fallbacks', step, 'route']), message })
      }
      callers.set(fallback.route, [...known, index])
    }
  }
  return mistakes
}
