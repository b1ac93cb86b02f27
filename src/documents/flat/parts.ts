import { sum } from '../../model/decimal.ts'
import { type Facts, type FieldName, isLineField } from './fields.ts'
import type { Record } from './layout.ts'

export type AllFacts = readonly [Facts, ...Facts[]]

/** In a record of the file, these fields cover all orders of the file. */
const OF_THE_FILE: readonly FieldName[] = [
  ...(['supplierName', 'preparedOn', 'currency', 'orderCount', 'lineCount', 'total'] as const),
]

/**
 * The records of a file with several orders. A header after an order's header belongs to the order too, and so does a
 * trailer before an order's trailer.
 */
export function flatParts(records: readonly Record[]) {
  const headers = records.filter(({ record }) => record === 'header')
  const trailers = records.filter(({ record }) => record === 'trailer')
  const first = headers.findIndex(isOfOrder)
  const opening = first < 0 ? headers.length : first
  const closing = trailers.findLastIndex(isOfOrder) + 1
  return {
    /** Headers of the file, written once at the start. */
    opens: headers.slice(0, opening),
    /** Written before the lines of each order. */
    header: headers.slice(opening),
    lines: records.filter(({ record }) => record === 'line'),
    trailer: trailers.slice(0, closing),
    /** Trailers of the file, written once at the end. */
    closes: trailers.slice(closing),
  }
}

const isOfOrder = ({ columns }: Record): boolean =>
  columns.some(({ field }) => field !== undefined && !isLineField(field) && !OF_THE_FILE.includes(field))

/** Combines all orders for the records of the file. If the total of any order is unknown, there is no total. */
export function wholeOf(all: AllFacts): Facts {
  const [first, ...others] = all
  const totals = all.map(({ order }) => order.total)
  const known = totals.filter((total) => total !== null)
  return {
    ...first,
    orders: all.length,
    order: {
      ...first.order,
      lines: [...first.order.lines, ...others.flatMap(({ order }) => order.lines)],
      total: known.length < totals.length ? null : sum(known),
    },
  }
}
