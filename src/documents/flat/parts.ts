import { sum } from '../../decimal.ts'
import { type Facts, type FieldName, isLineField } from './fields.ts'
import type { Record } from './layout.ts'

/** What stands where in a file of several orders. */
interface FlatParts {
  /** Once, before everything: headers that speak of no one order. */
  readonly opens: readonly Record[]
  /** Before each order's lines, and after them. */
  readonly header: readonly Record[]
  readonly lines: readonly Record[]
  readonly trailer: readonly Record[]
  /** Once, after everything. */
  readonly closes: readonly Record[]
}

export type AllFacts = readonly [Facts, ...Facts[]]

/** In a record of the file these count all of its orders together. */
const OF_THE_FILE: readonly FieldName[] = [
  ...(['supplierName', 'preparedOn', 'currency', 'orderCount', 'lineCount', 'total'] as const),
]

/** A header behind one of an order is that order's as well, and so is a trailer before one. */
export function flatParts(records: readonly Record[]): FlatParts {
  const headers = records.filter(({ record }) => record === 'header')
  const trailers = records.filter(({ record }) => record === 'trailer')
  const first = headers.findIndex(isOfOrder)
  const opening = first < 0 ? headers.length : first
  const closing = trailers.findLastIndex(isOfOrder) + 1
  return {
    opens: headers.slice(0, opening),
    header: headers.slice(opening),
    lines: records.filter(({ record }) => record === 'line'),
    trailer: trailers.slice(0, closing),
    closes: trailers.slice(closing),
  }
}

const isOfOrder = ({ columns }: Record): boolean =>
  columns.some(({ field }) => field !== undefined && !isLineField(field) && !OF_THE_FILE.includes(field))

/** All orders of a file as its own records speak of them. A total of which a part is unknown is none. */
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
