import type { Warning } from '../../model/document.ts'
import type { Line } from '../../model/order/order.ts'
import type { Repertoire } from '../characters/repertoire.ts'
import { fitWording } from '../characters/wording.ts'
import { xmlWording } from '../xml/writer.ts'
import { namePath, type Wording } from './elements.ts'

/** In every format, a line whose name shows no character gets its article number as name, with a warning. */

const BLANK_BRAILLE = '\u2800'
const VISIBLE = new RegExp(
  `[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Z}\\p{M}\\p{Default_Ignorable_Code_Point}${BLANK_BRAILLE}]`,
  'u',
)

/** Whether the reader sees any character. Combining marks, spaces and zero-width characters alone are invisible. */
export const isVisible = (text: string): boolean => VISIBLE.test(text)

/** For a format that supports every character. */
export function shownName(line: Line, index: number, warnings: Warning[]): string {
  return isVisible(line.name) ? line.name : numberInstead(line, index, warnings)
}

/** For XML. */
export const xmlName = (line: Line, index: number, warnings: Warning[], max?: number): string =>
  (isVisible(line.name) ? xmlWording(line.name, () => namePath(index), warnings, max) : undefined) ??
  numberInstead(line, index, warnings)

/** For elements of fixed length, where a format may support no character of the name. */
export function fitName(
  line: Line,
  index: number,
  element: Wording,
  taken: Repertoire,
  warnings: Warning[],
): readonly string[] {
  const own: Warning[] = []
  const fitted = isVisible(line.name) ? fitWording(line.name, element, taken, () => namePath(index), own) : []
  if (fitted.length === 0)
    return fitWording(numberInstead(line, index, warnings), element, taken, () => namePath(index), [])
  warnings.push(...own)
  return fitted
}

export function numberInstead({ name, article }: Line, index: number, warnings: Warning[]): string {
  warnings.push({ path: namePath(index), code: 'replaced', was: name, became: article })
  return article
}
