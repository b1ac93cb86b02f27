import type { AttemptResult } from '../model/attempt-result.ts'
import { findingNote } from '../model/finding.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { Secrets } from '../ports.ts'

/** Values of these secrets. A missing secret ends the attempt, since every other attempt would end here too. */
export function secretValues(names: readonly string[], secrets: Secrets): Result<readonly string[], AttemptResult> {
  const values = names.flatMap((name) => secrets.get(name) ?? [])
  if (values.length === names.length) return ok(values)
  const missing = names.filter((name) => secrets.get(name) === undefined)
  return err({ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings', note: unset(missing) })
}

/** The sentence holds names, never contents. */
export const unset = (names: readonly string[]): string =>
  names.length === 1
    ? findingNote('secret-unset', { name: names[0] ?? '' })
    : findingNote('secrets-unset', { names: names.join(' and ') })

/** The step after a refused sign-in. Names the secrets that a person compares. */
export const signInSecrets = (names: readonly string[]): string =>
  `${findingNote('sign-in-secrets', { names: names.join(', ') })} ${findingNote('secret-put')}`
