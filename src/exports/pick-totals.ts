import { type Decimal, sum } from '../model/decimal.ts'
import type { LineWithUnit } from './lines-with-units.ts'

/** The quantity of an article that the orders of a delivery day need, in one unit. */
export interface PickTotal {
  readonly article: string
  readonly name: string
  /** A code of the articles table; null without a code. */
  readonly unit: string | null
  /** The quantity in released orders that nobody must decide about. */
  readonly quantity: Decimal
  /** The quantity in orders that a person must release first. */
  readonly notReleased: Decimal
  /** The quantity in released orders that a person must decide about first. */
  readonly undecided: Decimal
}

interface PickedLines {
  readonly isReleased: boolean
  readonly isUndecided: boolean
  readonly lines: readonly LineWithUnit[]
}

/** The totals by article. Each order counts in one of the three quantities. An article in two units has two totals, because a sum of different units means nothing. */
export function pickTotals(orders: readonly PickedLines[]): PickTotal[] {
  const lines = orders.flatMap(({ lines, ...order }) => lines.map((line) => ({ ...line, part: partOf(order) })))
  const groups = Map.groupBy(lines, ({ article, unit }) => JSON.stringify([article, unit]))
  const quantityOf = (some: readonly (LineWithUnit & { readonly part: Part })[], part: Part): Decimal =>
    sum(some.flatMap((line) => (line.part === part ? [line.quantity] : [])))
  const totals = [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ article, name, unit }) => ({
      ...{ article, name, unit },
      quantity: quantityOf(group, 'quantity'),
      notReleased: quantityOf(group, 'notReleased'),
      undecided: quantityOf(group, 'undecided'),
    })),
  )
  return totals.sort((a, b) => BY_NUMBER.compare(a.article, b.article) || BY_NUMBER.compare(a.unit ?? '', b.unit ?? ''))
}

type Part = 'quantity' | 'notReleased' | 'undecided'

const partOf = ({ isReleased, isUndecided }: Omit<PickedLines, 'lines'>): Part =>
  isReleased ? (isUndecided ? 'undecided' : 'quantity') : 'notReleased'

/** Article 9 comes before article 10. */
const BY_NUMBER = new Intl.Collator('en', { numeric: true })
