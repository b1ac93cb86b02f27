import type { AttemptResult } from '../attempt-result.ts'
import type { Secrets } from '../ports.ts'
import { err, ok, type Result } from '../result.ts'

/** What the secrets of these names hold; or the end of the try, since every other one would end here too. */
export function secretValues(names: readonly string[], secrets: Secrets): Result<readonly string[], AttemptResult> {
  const values = names.flatMap((name) => secrets.get(name) ?? [])
  if (values.length === names.length) return ok(values)
  const missing = names.filter((name) => secrets.get(name) === undefined)
  return err({ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings', note: unset(missing) })
}

/** Names are told, contents never. */
export const unset = (names: readonly string[]): string =>
  names.length === 1
    ? `The secret ${names[0]} is not set, so nothing was sent.`
    : `The secrets ${names.join(' and ')} are not set, so nothing was sent.`
