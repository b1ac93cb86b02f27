import type { Warning } from '../document.ts'
import type { Line, Order } from './order.ts'

/** More than any chef writes, and little enough that no format, mail or page takes long over it. */
const REMARK_LINES = 1_000
const REMARK_LENGTH = 50_000
const NAME_LENGTH = 1_000
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

interface Clipped {
  readonly order: Order
  readonly warnings: readonly Warning[]
}

/**
 * The order with no more wording than a person could read: one order must not hold up the others of its supplier. Keys,
 * quantities and dates stay as they are.
 */
export function clipped(order: Order): Clipped {
  const warnings: Warning[] = []
  const clip = (text: string, length: number, path: string): string => {
    if (text.length <= length) return text
    const became = withoutHalf(text.slice(0, length))
    warnings.push({ path, code: 'cut', was: text, became })
    return became
  }
  const remarks = clip(order.remarks, remarksLength(order.remarks), 'order_remarks')
  const person = order.person === null ? null : clip(order.person, NAME_LENGTH, 'owned_by.username')
  const nameOf = (line: Line, index: number): Line => {
    const name = clip(line.name, NAME_LENGTH, `packages[${index}].stock_item.name`)
    return name === line.name ? line : { ...line, name }
  }
  const [first, ...rest] = order.lines
  const lines: Order['lines'] = [nameOf(first, 0), ...rest.map((line, at) => nameOf(line, at + 1))]
  return { order: warnings.length === 0 ? order : { ...order, remarks, person, lines }, warnings }
}

/** As far as the lines go that are kept. */
function remarksLength(remarks: string): number {
  if (remarks.length < REMARK_LINES) return REMARK_LENGTH
  let lines = 0
  for (const end of remarks.matchAll(LINE_END)) if (++lines === REMARK_LINES) return Math.min(end.index, REMARK_LENGTH)
  return REMARK_LENGTH
}

/** Less a first half of a surrogate pair at the end. */
const withoutHalf = (text: string): string => (/[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text)
