import type { Charset } from '../../text/charset.ts'
import { encodable } from '../../text/charset.ts'
import { isControl, isLoneSurrogate, type Repertoire, repertoire } from '../characters/repertoire.ts'

/** Cache for each character set in the configuration: building a repertoire costs far more than a lookup. */
const made = new Map<string, Repertoire>()

const BYTE_ORDER_MARK = 0xfeff

/** The characters of a cell: no control, so that a record stays on a single line, and no character of `reserved`. */
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
