import { holds, ID, NAME } from '../profile/api-marks.ts'
import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** A body without an order or a mark would mark no order, or all orders. */
export function marksMistakes(api: unknown, at: readonly Step[]): Mistake[] {
  const marks = isGroup(api) ? api.marks : undefined
  if (!isGroup(marks) || typeof marks.body !== 'object' || marks.body === null) return []
  const { body } = marks
  const path = pathOf([...at, 'api', 'marks', 'body'])
  const missing: [string, string][] = [
    [ID, "names no order: where its id belongs, write '{id}'; in a list it is repeated for each order."],
    [NAME, "doesn't say which mark is meant: where its name belongs, write '{mark}', as a key or as a text."],
  ]
  return missing.flatMap(([placeholder, message]) => (holds(body, placeholder) ? [] : [{ path, message }]))
}
