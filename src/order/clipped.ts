import type { Warning } from '../document.ts'
import type { Order } from './order.ts'

/** More than any chef writes, and little enough that no mail or page takes long over it. */
const REMARK_LINES = 1_000
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

interface Clipped {
  readonly order: Order
  readonly warnings: readonly Warning[]
}

/** The order with no more lines of remarks than a person could read: one order must not hold up the others of its supplier. */
export function clipped(order: Order): Clipped {
  const end = endOfLines(order.remarks)
  if (end === null) return { order, warnings: [] }
  const remarks = order.remarks.slice(0, end)
  return {
    order: { ...order, remarks },
    warnings: [{ path: 'order_remarks', code: 'cut', was: order.remarks, became: remarks }],
  }
}

/** Where the lines end that are kept; null where there are no more. */
function endOfLines(text: string): number | null {
  if (text.length < REMARK_LINES) return null
  let lines = 0
  for (const end of text.matchAll(LINE_END)) if (++lines === REMARK_LINES) return end.index
  return null
}
