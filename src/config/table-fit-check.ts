import type { CatalogueKind } from '../profile/catalogue.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { rowProblems } from '../steps/row-fit.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf } from './mistake.ts'

type Customer = NonNullable<Supplier['customers']>[number]
type Article = NonNullable<Supplier['articles']>[number]

/** A row of a table. */
interface Row {
  readonly kind: CatalogueKind
  readonly key: string
  readonly index: number
  readonly name: string
}

/** Finds table rows that a route's format cannot write. Every order with such a row would be held. */
export function tableFitMistakes(id: string, supplier: Supplier, kinds: Registries): Mistake[] {
  const { customers = [], articles = [] } = supplier
  const rows: Row[] = [
    ...customers.map((row, index) => ({
      ...{ kind: 'customer' as const, key: row.customer, index, name: customerName(row) },
    })),
    ...articles.map((row, index) => ({
      ...{ kind: 'article' as const, key: row.article, index, name: articleName(row) },
    })),
  ]
  return supplier.routes.flatMap((route) => ofRoute(id, route, rows, supplier, kinds))
}

const customerName = ({ customer }: Customer): string => `customer '${customer}'`
const articleName = ({ article, unit }: Article): string =>
  `article '${article}'${unit === undefined ? '' : ` with unit '${unit}'`}`

function ofRoute(id: string, route: Route, rows: readonly Row[], supplier: Supplier, kinds: Registries): Mistake[] {
  /**
   * The first row with each problem, and the number of other rows. A column in a wrong form gives one mistake, not a
   * thousand.
   */
  const found = new Map<string, { readonly row: Row; readonly why: string; others: number }>()
  const format = lookUp(kinds.formats, route.document.format)
  for (const row of rows) {
    for (const { code, message: why } of rowProblems(row, route, supplier, format)) {
      const key = `${row.kind} ${code} ${why}`
      const before = found.get(key)
      if (before) before.others++
      else found.set(key, { row, why, others: 0 })
    }
  }
  return [...found.values()].map(({ row: { kind, index, name }, why, others }) => ({
    path: pathOf(['suppliers', id, `${kind}s`, index]),
    message: `route '${route.name}' (${route.document.format}) cannot write ${name}: ${why}${others === 0 ? '' : ` So it is with ${others} more ${others === 1 ? 'row' : 'rows'}.`}`,
  }))
}
