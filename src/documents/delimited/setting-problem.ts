import { findUnsupported, type Repertoire } from '../characters/repertoire.ts'

/** Returns why the documents cannot hold a value of the settings, or null. `lacks` names a missing character. */
export function settingProblem(value: string, taken: Repertoire, lacks: (character: string) => string): string | null {
  const character = findUnsupported(value, taken)
  if (character !== null) return lacks(JSON.stringify(character))
  return value.endsWith(' ') ? 'must not end in a space, which receivers drop.' : null
}
