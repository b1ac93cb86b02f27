import type { Warning } from '../../document.ts'
import { type FieldOwner, type Key, keyProblem } from './elements.ts'

/**
 * Apicbase's id as `element` holds it. It is a reference: where it doesn't fit, even without its dashes, the order goes
 * without it, and that is recorded.
 */
export function fitReference(id: string, element: Key, carrier: FieldOwner, warnings: Warning[]): string | null {
  const problem = (value: string) => keyProblem('id', value, element, carrier, () => 'id')
  const fitted = problem(id)?.code === 'too-long' ? id.replaceAll('-', '') : id
  if (problem(fitted) !== null) {
    warnings.push({ path: 'id', code: 'omitted', was: id, became: '' })
    return null
  }
  if (fitted !== id) warnings.push({ path: 'id', code: 'replaced', was: id, became: fitted })
  return fitted
}
