import { toDecimal } from '../decimal.ts'
import type { Problem } from '../problem.ts'
import type { JudgedOrder } from './judged-order.ts'
import { memberOf } from './member.ts'
import type { NamedLine } from './problem-lines.ts'

/** The readable fields of an order that has problems elsewhere. */
interface ReadablePart extends JudgedOrder {
  readonly lines: readonly (JudgedOrder['lines'][number] & NamedLine)[]
}

/** Reads parsed JSON. A field with a problem is null, so that no rule judges the field. */
export function readablePart(
  value: unknown,
  problems: readonly Problem[],
  deliveryDate: (written: string) => string | null,
): ReadablePart {
  const faulty = new Set(problems.map(({ path }) => path))
  const text = (path: string, found: unknown): string | null =>
    typeof found === 'string' && !faulty.has(path) ? found.trim().toWellFormed() : null
  const date = memberOf(value, 'expected_delivery_date')
  const written = text('expected_delivery_date', date)
  const packages = memberOf(value, 'packages')
  return {
    customer: text('supplier_customer_number', memberOf(value, 'supplier_customer_number')),
    deliveryDate: date === null || date === undefined ? null : written === null ? undefined : deliveryDate(written),
    remarks: text('order_remarks', memberOf(value, 'order_remarks')) ?? '',
    lines: (Array.isArray(packages) ? packages : []).map((line, index) => {
      const path = `packages[${index}]`
      const article = memberOf(memberOf(line, 'supplier_package'), 'supplier_article_number')
      const quantity = memberOf(line, 'quantity_ordered')
      return {
        article: text(`${path}.supplier_package.supplier_article_number`, article),
        name: text(`${path}.stock_item.name`, memberOf(memberOf(line, 'stock_item'), 'name')),
        quantity: faulty.has(`${path}.quantity_ordered`) ? null : toDecimal(String(quantity)),
      }
    }),
  }
}
