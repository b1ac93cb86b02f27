import type { Warning } from '../document.ts'
import type { Order } from './order.ts'

/** More lines than any chef writes, and few enough that no mail or page takes long. */
const REMARK_LINES = 1_000
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

interface Clipped {
  readonly order: Order
  readonly warnings: readonly Warning[]
}

/** Cuts remarks to a number of lines that a person can read. Longer remarks would delay the supplier's other orders. */
export function clipped(order: Order): Clipped {
  const end = endOfLines(order.remarks)
  if (end === null) return { order, warnings: [] }
  const remarks = order.remarks.slice(0, end)
  return {
    order: { ...order, remarks },
    warnings: [{ path: 'order_remarks', code: 'cut', was: order.remarks, became: remarks }],
  }
}

/** The end of the last kept line; null if no line is cut. */
function endOfLines(text: string): number | null {
  if (text.length < REMARK_LINES) return null
  let lines = 0
  for (const end of text.matchAll(LINE_END)) if (++lines === REMARK_LINES) return end.index
  return null
}
