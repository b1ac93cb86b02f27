import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { takesOrder } from '../profile/rules.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf } from './mistake.ts'

type Customer = NonNullable<Supplier['customers']>[number]
type Article = NonNullable<Supplier['articles']>[number]

/** A row of a table, and an order that uses only this row. */
interface Row {
  readonly table: 'customers' | 'articles'
  readonly index: number
  readonly name: string
  readonly order: Order
}

const CUSTOMER_PATH = 'supplier_customer_number'

/** Finds table rows that a route's format cannot write. Every order with such a row would be held. */
export function tableFitMistakes(id: string, supplier: Supplier, kinds: Registries): Mistake[] {
  const { customers = [], articles = [] } = supplier
  const someone = customers[0]?.customer ?? 'K-1'
  const rows: Row[] = [
    ...customers.map((row, index) => ({
      ...{ table: 'customers' as const, index, name: customerName(row) },
      order: orderOf(row.customer, articles[0]?.article ?? 'A-1'),
    })),
    ...articles.map((row, index) => ({
      ...{ table: 'articles' as const, index, name: articleName(row) },
      order: orderOf(someone, row.article),
    })),
  ]
  return supplier.routes.flatMap((route) => ofRoute(id, route, rows, supplier, kinds))
}

/** Removes the advice to key the order by hand: no order exists yet. */
const withoutOrder = (message: string): string => message.replace(/ or key this order by hand\.$/, '.')

const customerName = ({ customer }: Customer): string => `customer '${customer}'`
const articleName = ({ article, unit }: Article): string =>
  `article '${article}'${unit === undefined ? '' : ` with unit '${unit}'`}`

function ofRoute(id: string, route: Route, rows: readonly Row[], supplier: Supplier, kinds: Registries): Mistake[] {
  /**
   * The first row with each problem, and the number of other rows. A column in a wrong form gives one mistake, not a
   * thousand.
   */
  const found = new Map<string, { readonly row: Row; readonly why: string; others: number }>()
  for (const row of rows) {
    if (row.table === 'customers' && !takesOrder(route, row.order, supplier)) continue
    for (const { code, message } of problemsOf(row, route, supplier, kinds)) {
      const why = withoutOrder(message)
      const key = `${row.table} ${code} ${why}`
      const before = found.get(key)
      if (before) before.others++
      else found.set(key, { row, why, others: 0 })
    }
  }
  return [...found.values()].map(({ row: { table, index, name }, why, others }) => ({
    path: pathOf(['suppliers', id, table, index]),
    message: `route '${route.name}' (${route.document.format}) cannot write ${name}: ${why}${others === 0 ? '' : ` So it is with ${others} more ${others === 1 ? 'row' : 'rows'}.`}`,
  }))
}

/** The problems that this row causes. */
function problemsOf(
  { table, order }: Row,
  route: Route,
  supplier: Supplier,
  { formats }: Registries,
): readonly Problem[] {
  const translated = toSupplierTerms(order, supplier, route)
  const { document } = route
  const problems = lookUp(formats, document.format)?.findProblems(translated.order, {
    supplier: translated.supplier,
    document,
  })
  const isOfTable = (path: string): boolean => (path === CUSTOMER_PATH) === (table === 'customers')
  return (problems ?? []).filter(({ path }) => path !== '' && isOfTable(path))
}

const orderOf = (customer: string, article: string): Order => ({
  id: '00000000-0000-4000-8000-000000000001',
  number: '1',
  customer,
  orderedOn: { date: '2026-01-02', time: '03:04:05', offset: '+01:00' },
  deliveryDate: '2026-01-03',
  remarks: '',
  person: null,
  lines: [{ article, name: 'Name', quantity: '1', price: '1', total: '1' }],
  total: '1',
})
