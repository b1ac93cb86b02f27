import type { Problem } from '../model/problem.ts'

/** The actions that take each field. All other actions refuse the field. */
const PLACES = {
  as: '"release", "retry" or "send-by"',
  until: '"pause" of a route',
  route: '"send-by"',
  routes: '"done" of an order',
  to: '"moved" of a supplier',
  message: '"notify-customer"',
  intent: '"resend"',
  mailed: '"discard" of an order',
  report: '"done" on a route, under "deliveries/:route"',
}

export type PlacedField = keyof typeof PLACES

export const placeOf = (field: PlacedField): string => PLACES[field]

/** An action that ignored the field would not do what the person asked. Null for a field that is not in `PLACES`. */
export function misplacedField(field: string): Problem | null {
  const found = Object.entries(PLACES).find(([name]) => name === field)
  if (!found) return null
  return { path: field, code: 'unknown-key', message: `This action takes no "${field}". It belongs to ${found[1]}.` }
}

export const misplacedFields = (body: object, taken: readonly (string | undefined)[]): Problem[] =>
  Object.keys(body).flatMap((field) => (taken.includes(field) ? [] : (misplacedField(field) ?? [])))
