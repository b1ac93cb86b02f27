import type { AnyFormat } from '../documents/format.ts'
import { type FindingCode, findingNote, readFindings } from '../model/finding.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import type { CatalogueKind } from '../profile/catalogue.ts'
import { takesOrder } from '../profile/rules.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'
import type { UnfitRoute } from './rehearse.ts'

/** A row of a table, by its number. */
interface NumberedRow {
  readonly kind: CatalogueKind
  readonly key: string
}

/** The routes whose document cannot hold one row of the tables, and why. */
export const unfitRoutes = (
  row: NumberedRow,
  supplier: Supplier,
  formats: Readonly<Record<string, AnyFormat>>,
): UnfitRoute[] =>
  supplier.routes.flatMap((route) => {
    const problems = rowProblems(row, route, supplier, formats[route.document.format])
    return problems.length > 0 ? [{ route: route.name, problems }] : []
  })

const CUSTOMER_PATH = 'supplier_customer_number'

/** The problems of a route's document that this row causes. A customer causes none on a route of other customers. */
export function rowProblems(
  row: NumberedRow,
  route: Route,
  supplier: Supplier,
  format: AnyFormat | undefined,
): readonly Problem[] {
  const order = orderOf(row, supplier)
  if (row.kind === 'customer' && !takesOrder(route, order, supplier)) return []
  const translated = toSupplierTerms(order, supplier, route)
  const problems = format?.findProblems(translated.order, { supplier: translated.supplier, document: route.document })
  return (problems ?? [])
    .filter(({ path }) => path !== '' && (path === CUSTOMER_PATH) === (row.kind === 'customer'))
    .map((problem) => ({ ...problem, message: rowMessage(problem.message) }))
}

/** The sentence without the advice to key the order or to order less: the row has no order. */
function rowMessage(message: string): string {
  const [finding] = readFindings(message)
  const code = finding && IN_ROW[finding.code]
  return code ? findingNote(code, finding.values) : message
}

const IN_ROW: Readonly<Partial<Record<FindingCode, FindingCode>>> = {
  'key-too-long': 'row-too-long',
  'key-too-short': 'row-too-short',
  'key-space': 'row-space',
  'key-character': 'row-character',
  'key-too-wide': 'row-quantity',
  'quantity-digits': 'row-quantity',
  'quantity-tradacoms': 'row-quantity',
  'quantity-idoc': 'row-quantity',
}

/** An order that uses only this row of its table. */
function orderOf({ kind, key }: NumberedRow, { customers = [], articles = [] }: Supplier): Order {
  const customer = kind === 'customer' ? key : (customers[0]?.customer ?? 'K-1')
  const article = kind === 'article' ? key : (articles[0]?.article ?? 'A-1')
  return {
    id: '00000000-0000-4000-8000-000000000001',
    number: '1',
    customer,
    orderedOn: { date: '2026-01-02', time: '03:04:05', offset: '+01:00' },
    deliveryDate: '2026-01-03',
    remarks: '',
    person: null,
    lines: [{ article, name: 'Name', quantity: '1', price: '1', total: '1' }],
    total: '1',
  }
}
