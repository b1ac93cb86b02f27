import type { Charset } from '../../document.ts'
import { encodable } from '../../text/charset.ts'
import { isControl, isLoneSurrogate, type Repertoire, repertoire } from '../characters/repertoire.ts'

/** One for each set in the configuration: making one costs far more than using it. */
const made = new Map<string, Repertoire>()

const BYTE_ORDER_MARK = 0xfeff

/** What one cell of a file can hold: no control, so that a record stays on its line, and nothing of `reserved`. */
export function cellRepertoire(charset: Charset, reserved = ''): Repertoire {
  const key = `${charset} ${reserved}`
  const known = made.get(key)
  if (known) return known
  const carries = (code: number): boolean => {
    if (isControl(code) || isLoneSurrogate(code) || code === BYTE_ORDER_MARK || (code & 0xfffe) === 0xfffe) return false
    const character = String.fromCodePoint(code)
    return !reserved.includes(character) && encodable(character, charset)
  }
  const name = reserved === '' ? charset : `${charset} without ${JSON.stringify(reserved)}`
  const cells = repertoire(name, carries)
  made.set(key, cells)
  return cells
}
