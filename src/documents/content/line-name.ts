import type { Warning } from '../../document.ts'
import type { Line } from '../../order/order.ts'
import type { Repertoire } from '../characters/repertoire.ts'
import { fitWording } from '../characters/wording.ts'
import { xmlWording } from '../xml/writer.ts'
import { namePath, type Wording } from './elements.ts'

/** A line whose name shows nothing is called by its article number in every format, and that is recorded. */

const BLANK_BRAILLE = '\u2800'
const VISIBLE = new RegExp(
  `[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Z}\\p{M}\\p{Default_Ignorable_Code_Point}${BLANK_BRAILLE}]`,
  'u',
)

/** Whether a reader sees anything of it: marks, spaces and characters of no width are nothing without a letter. */
export const isVisible = (text: string): boolean => VISIBLE.test(text)

/** For a format that carries every character. */
export function shownName(line: Line, index: number, warnings: Warning[]): string {
  return isVisible(line.name) ? line.name : numberInstead(line, index, warnings)
}

/** For XML. */
export const xmlName = (line: Line, index: number, warnings: Warning[], max?: number): string =>
  (isVisible(line.name) ? xmlWording(line.name, () => namePath(index), warnings, max) : undefined) ??
  numberInstead(line, index, warnings)

/** For elements of fixed length; none of the characters of a name may be left. */
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
