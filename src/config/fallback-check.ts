import { PROTECTIONS, type Protection } from '../model/protection.ts'
import { isGroup } from '../text/parsed-json.ts'
import { didYouMean } from '../text/suggestion.ts'
import type { Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'
import { canMarkRepeat } from './repeat-check.ts'
import { sharedFallbackMistakes } from './shared-fallbacks.ts'

/** Checks the fallback chains. The supplier's schema has checked the shapes. */
export function fallbackMistakes(input: Record<string, unknown>, at: readonly Step[], kinds: Registries): Mistake[] {
  const routes = (Array.isArray(input.routes) ? input.routes : []).map((route) => (isGroup(route) ? route : {}))
  const mistakes = sharedFallbackMistakes(input, routes, at)
  for (const [index, route] of routes.entries()) {
    const place = [...at, 'routes', index]
    mistakes.push(...ownProtection(route, place, kinds))
    if (!Array.isArray(route.fallbacks)) continue
    mistakes.push(...timeMistakes(route.fallbacks, input, [...place, 'fallbacks']))
    for (const [step, fallback] of route.fallbacks.entries())
      if (isGroup(fallback))
        mistakes.push(...stepMistakes(fallback, { input, route, routes, step }, [...place, 'fallbacks', step], kinds))
  }
  return mistakes
}

interface Around {
  readonly input: Record<string, unknown>
  readonly route: Record<string, unknown>
  readonly routes: readonly Record<string, unknown>[]
  readonly step: number
}

function stepMistakes(
  fallback: Record<string, unknown>,
  around: Around,
  place: readonly Step[],
  kinds: Registries,
): Mistake[] {
  const { route, routes, step, input } = around
  const say = (message: string, key?: string): Mistake[] => [{ path: pathOf(key ? [...place, key] : place), message }]
  const steps = Array.isArray(route.fallbacks) ? route.fallbacks : []
  if ((fallback.route === undefined) === (fallback.hold === undefined))
    return say("needs either `route: '…'` (who takes over) or `hold: true` (a person is asked).")
  if (fallback.hold !== undefined)
    return step === steps.length - 1 ? [] : say('ends the chain, so it must be the last step.', 'hold')
  if (typeof fallback.route !== 'string') return []
  const names = routes.flatMap(({ name }) => (typeof name === 'string' && name !== route.name ? [name] : []))
  const called = routes.find(({ name }) => name === fallback.route)
  if (fallback.route === route.name) return say('A route cannot take its own place.', 'route')
  if (!called) return say(`There is no route '${fallback.route}'.${didYouMean(fallback.route, names)}`, 'route')
  if (steps.findIndex((step) => isGroup(step) && step.route === fallback.route) < step)
    return say(
      `'${fallback.route}' is called before: once it has the order, calling it again changes nothing.`,
      'route',
    )
  if (called.fallbacks !== undefined)
    return say(
      `'${fallback.route}' has fallbacks of its own, and a route that is called cannot call others. List them all here.`,
      'route',
    )
  if (called.batch !== undefined)
    return say(`'${fallback.route}' has orders wait for one another, and what is called has waited already.`, 'route')
  const [least, protection] = [protectionLevel(route.minimumSecurity), protectionOf(called, kinds)]
  if (least !== undefined && protection !== undefined && PROTECTIONS.indexOf(protection) < PROTECTIONS.indexOf(least))
    return say(
      `'${fallback.route}' is less protected ('${protection}') than minimumSecurity: '${least}' allows: whoever blocks '${route.name}' would push its orders there.`,
      'route',
    )
  if (!canMarkRepeat(called, input, kinds))
    return say(
      `The document of '${fallback.route}' cannot show POSSIBLE REPEAT, so the supplier could deliver twice. Add the notice: in csv and fixed-width a column { field: 'notice' }, in a template document.possibleRepeat.`,
      'route',
    )
  return []
}

/** The route itself must also have the least protection. */
function ownProtection(route: Record<string, unknown>, place: readonly Step[], kinds: Registries): Mistake[] {
  const [least, own] = [protectionLevel(route.minimumSecurity), protectionOf(route, kinds)]
  if (least === undefined || own === undefined || PROTECTIONS.indexOf(own) >= PROTECTIONS.indexOf(least)) return []
  const message = `asks for '${least}', and the route's own transport is '${own}'.`
  return [{ path: pathOf([...place, 'minimumSecurity']), message }]
}

const protectionLevel = (value: unknown): Protection | undefined =>
  PROTECTIONS.find((protection) => protection === value)

/** Undefined for an unknown transport, or a transport with mistakes. */
function protectionOf({ transport }: Record<string, unknown>, { transports }: Registries): Protection | undefined {
  const kind = isGroup(transport) && typeof transport.kind === 'string' ? transport.kind : ''
  const known = Object.hasOwn(transports, kind) ? transports[kind] : undefined
  const parsed = known?.settings.safeParse(transport)
  return parsed?.success ? known?.protection(parsed.data) : undefined
}

/** Every step needs a time, and the times must rise. */
function timeMistakes(steps: readonly unknown[], input: Record<string, unknown>, place: readonly Step[]): Mistake[] {
  const mistakes: Mistake[] = []
  let [after, before] = [0, Number.POSITIVE_INFINITY]
  for (const [step, fallback] of steps.entries()) {
    if (!isGroup(fallback)) continue
    const { afterMinutes, beforeCutOffMinutes } = fallback
    const say = (message: string, key?: string): void => {
      mistakes.push({ path: pathOf(key ? [...place, step, key] : [...place, step]), message })
    }
    if ((afterMinutes === undefined) === (beforeCutOffMinutes === undefined))
      say('needs either `afterMinutes` (counted from acceptance) or `beforeCutOffMinutes`.')
    if (typeof afterMinutes === 'number') {
      if (afterMinutes < after) say(`comes before the one above it, which waits ${after} minutes.`, 'afterMinutes')
      after = Math.max(after, afterMinutes)
    }
    if (typeof beforeCutOffMinutes === 'number') {
      if (input.calendar === undefined)
        say("has no cut-off to count from: give the supplier `calendar: { cutOff: '22:00' }`.", 'beforeCutOffMinutes')
      if (beforeCutOffMinutes > before)
        say(
          `comes before the one above it, which is called ${before} minutes before the cut-off.`,
          'beforeCutOffMinutes',
        )
      before = Math.min(before, beforeCutOffMinutes)
    }
  }
  return mistakes
}
