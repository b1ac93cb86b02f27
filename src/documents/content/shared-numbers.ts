import type { Line, Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { articlePath } from './elements.ts'
import { type Article, articlesOf } from './tables.ts'

/**
 * Refuses a number of the supplier's system that two rows share in different units, if the document lacks the unit.
 * Cases and pieces of one article would look the same. `hasUnit`: the document shows the unit of a line.
 */
export function sharedNumberProblems(
  order: Order,
  supplier: Pick<Supplier, 'articles'>,
  hasUnit: (line: Line, row: Article) => boolean,
): Problem[] {
  const articles = articlesOf(order, supplier)
  if (!supplier.articles || articles.size === 0) return []
  const units = unitsByNumber(supplier.articles)
  return order.lines.flatMap((line, index): Problem[] => {
    const row = articles.get(line)
    if (row === undefined || hasUnit(line, row)) return []
    const number = systemNumber(row)
    if ((units.get(number)?.size ?? 0) < 2) return []
    const message = `Rows of the articles table share the number ${number} in several units, and this document shows no unit. Give each unit its own number.`
    return [{ path: articlePath(index), code: 'profile-incomplete', message }]
  })
}

/** The number of the article in the supplier's system. */
const systemNumber = ({ article, erpArticle = article }: Article): string => erpArticle

type Units = ReadonlyMap<string, ReadonlySet<string>>

/** Made once for each table, because a table may have thousands of rows. */
const indexes = new WeakMap<readonly Article[], Units>()

/** The units of the rows with one number. A row without a unit counts as one more unit. */
function unitsByNumber(rows: readonly Article[]): Units {
  const known = indexes.get(rows)
  if (known) return known
  const index = new Map<string, Set<string>>()
  for (const row of rows) {
    const number = systemNumber(row)
    index.set(number, (index.get(number) ?? new Set()).add(row.unit ?? ''))
  }
  indexes.set(rows, index)
  return index
}
