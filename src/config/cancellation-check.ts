import type { Route, Supplier } from '../profile/supplier.ts'
import { isGroup } from '../text/parsed-json.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** Finds settings that prevent a route with `cancellations: 'send'` from sending cancellations. */
export function cancellationMistakes(
  route: Record<string, unknown>,
  at: readonly Step[],
  { formats }: Registries,
): Mistake[] {
  const { cancellations, document, fileName } = route
  if (cancellations !== 'send') return []
  const mistakes: Mistake[] = []
  if (typeof fileName === 'string' && !/\{(?:version|sequence)\b/.test(fileName)) {
    const message =
      "gives a cancellation the name of the order that it cancels, with cancellations: 'send'. Put {version} or {sequence} into it."
    mistakes.push({ path: pathOf([...at, 'fileName']), message })
  }
  const format = isGroup(document) ? lookUp(formats, document.format) : undefined
  const settings = format?.settings.safeParse(document)
  if (!format || !settings?.success || format.cancels?.(settings.data)) return mistakes
  const message = format.cancels
    ? `lets a cancellation be taken for the order: these settings of '${format.id}' leave out what would say so. Show the purpose in it, or set 'hold' and telephone the partner.`
    : `cannot be 'send': '${format.id}' has no document that cancels an order. Set 'hold' and telephone the partner.`
  mistakes.push({ path: pathOf([...at, 'cancellations']), message })
  return mistakes
}

/** The supplier's `send` leaves out a route that can send no cancellation: the people behind the route are called. */
export const withOwnCancellations = (
  route: Route,
  { cancellations }: Pick<Supplier, 'cancellations'>,
  registries: Registries,
): Route =>
  cancellations === 'send' &&
  route.cancellations === undefined &&
  cancellationMistakes({ ...route, cancellations }, [], registries).length > 0
    ? { ...route, cancellations: 'hold' }
    : route
