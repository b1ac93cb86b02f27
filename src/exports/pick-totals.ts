import { type Decimal, sum } from '../model/decimal.ts'
import type { LineWithUnit } from './lines-with-units.ts'

/** The quantity of an article that the orders of a delivery day need, in one unit. */
export interface PickTotal {
  readonly article: string
  readonly name: string
  /** A code of the articles table; null without a code. */
  readonly unit: string | null
  /** The quantity in released orders. */
  readonly quantity: Decimal
  /** The quantity in orders that a person must release first. */
  readonly notReleased: Decimal
}

interface PickedLines {
  readonly isReleased: boolean
  readonly lines: readonly LineWithUnit[]
}

/** The totals by article. An article in two units has two totals, because a sum of different units means nothing. */
export function pickTotals(orders: readonly PickedLines[]): PickTotal[] {
  const lines = orders.flatMap(({ isReleased, lines }) => lines.map((line) => ({ ...line, isReleased })))
  const groups = Map.groupBy(lines, ({ article, unit }) => JSON.stringify([article, unit]))
  const quantityOf = (some: readonly LineWithUnit[]): Decimal => sum(some.map(({ quantity }) => quantity))
  const totals = [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ article, name, unit }) => ({
      ...{ article, name, unit },
      quantity: quantityOf(group.filter(({ isReleased }) => isReleased)),
      notReleased: quantityOf(group.filter(({ isReleased }) => !isReleased)),
    })),
  )
  return totals.sort((a, b) => BY_NUMBER.compare(a.article, b.article) || BY_NUMBER.compare(a.unit ?? '', b.unit ?? ''))
}

/** Article 9 comes before article 10. */
const BY_NUMBER = new Intl.Collator('en', { numeric: true })
