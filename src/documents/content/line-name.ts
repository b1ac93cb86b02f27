import type { Warning } from '../../document.ts'
import type { Line } from '../../order/order.ts'
import { scrub, xmlWording } from '../xml/writer.ts'
import { namePath } from './elements.ts'

/** For a format in which every line must have a name: one without is called by its number, and that is recorded. */
export function nameOrNumber(line: Line, index: number, warnings: Warning[], max?: number): string {
  if (scrub(line.name).trim() !== '') return xmlWording(line.name, () => namePath(index), warnings, max) ?? line.article
  warnings.push({ path: namePath(index), code: 'replaced', was: line.name, became: line.article })
  return line.article
}
