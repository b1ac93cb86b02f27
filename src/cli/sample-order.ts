import type { Supplier } from '../profile/supplier.ts'

/** Values that make each sample order new. */
export interface RenderContext {
  readonly id: string
  readonly number: string
  /** Milliseconds since 1970. */
  readonly now: number
}

const WORDING = [
  { name: "Crème fraîche 30% (1 L) 'De Linde'", article: 'AB-100', quantity: 6, price: '12.3456' },
  { name: 'Tomaten: bio + los? 5 kg', article: '200457', quantity: 10, price: '3.10' },
  { name: 'Jus d’orange *pressé* ~ 2 L', article: '3105', quantity: 3, price: '4.875' },
]

/**
 * An order as Apicbase posts orders, with sample data, for delivery tomorrow in the supplier's calendar. The texts hold
 * accents and every delimiter of EDIFACT. Customer and articles come from the supplier's tables, if present.
 */
export function sampleOrder(
  supplier: Pick<Supplier, 'timeZone' | 'articles' | 'customers'>,
  { id, number, now }: RenderContext,
): Record<string, unknown> {
  const articles = supplier.articles ?? []
  const lines = WORDING.map((line, index) => ({
    ...line,
    article: articles.length > 0 ? (articles[index % articles.length]?.article ?? line.article) : line.article,
  }))
  return {
    id,
    order_number: number,
    status: 'ORDERED',
    ordered_on: new Date(now).toISOString().replace('Z', '000Z'),
    owned_by: { username: "chef.o'neill@bistro.example" },
    order_remarks: "Leveren vóór 10:00 + graag bellen? 'achterdeur'",
    packages: lines.map(({ name, article, quantity, price }) => ({
      stock_item: { name },
      supplier_package: { supplier_article_number: article, theoretical_price_per_package: price },
      quantity_ordered: quantity,
      total_theoretical_price: (quantity * Number(price)).toFixed(2),
    })),
    expected_delivery_date: startOfTomorrow(supplier.timeZone, now),
    theoretical_price: lines.reduce((sum, line) => sum + line.quantity * Number(line.price), 0).toFixed(2),
    supplier_customer_number: supplier.customers?.[0]?.customer ?? 'K-778812',
  }
}

/** Midnight at the beginning of tomorrow, as `2026-11-26T00:00:00+01:00`. */
function startOfTomorrow(timeZone: string, now: number): string {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const [year = 0, month = 1, day = 1] = date.format(now).split('-').map(Number)
  const tomorrow = new Date(Date.UTC(year, month - 1, day + 1))
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(tomorrow)
    .find((part) => part.type === 'timeZoneName')?.value
  const offset = /[+-]\d\d:\d\d/.exec(name ?? '')?.[0] ?? '+00:00'
  return `${tomorrow.toISOString().slice(0, 10)}T00:00:00${offset}`
}
