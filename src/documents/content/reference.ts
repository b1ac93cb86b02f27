import type { Warning } from '../../model/document.ts'
import { type FieldOwner, type Key, keyProblem } from './elements.ts'

/**
 * Writes Apicbase's id into `element`, without dashes if the id is otherwise too long. The id is a reference: an id
 * that does not fit is left out with a warning, and the order is sent.
 */
export function fitReference(id: string, element: Key, owner: FieldOwner, warnings: Warning[]): string | null {
  const problem = (value: string) => keyProblem('id', value, element, owner, () => 'id')
  const fitted = problem(id)?.code === 'too-long' ? id.replaceAll('-', '') : id
  if (problem(fitted) !== null) {
    warnings.push({ path: 'id', code: 'omitted', was: id, became: '' })
    return null
  }
  if (fitted !== id) warnings.push({ path: 'id', code: 'replaced', was: id, became: fitted })
  return fitted
}
