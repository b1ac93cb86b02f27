import { LINE, type Malformed, order } from './departures.ts'
import { MALFORMED_LINES } from './malformed-lines.ts'
import { MALFORMED_ORDERS } from './malformed-orders.ts'
import { UNREADABLE } from './unreadable.ts'

/** Bodies that must be refused. */
export const MALFORMED: readonly Malformed[] = [
  ...UNREADABLE,
  ...MALFORMED_ORDERS,
  ...MALFORMED_LINES,
  order(
    'many things at once',
    {
      status: 'DRAFT',
      expected_delivery_date: '2020-01-01',
      supplier_customer_number: ' ',
      packages: [LINE, { ...LINE, quantity_ordered: 0 }, { ...LINE, supplier_package: { supplier_article_number: '' } }],
    },
    'status not-ordered',
    'expected_delivery_date date-past',
    'supplier_customer_number blank',
    'packages[1].quantity_ordered quantity-not-positive',
    'packages[2].supplier_package.supplier_article_number blank',
  ),
  order(
    'a hundred lines of nothing',
    { packages: Array.from({ length: 100 }, () => ({ ...LINE, quantity_ordered: 0 })) },
    ...Array.from({ length: 100 }, (_, at) => `packages[${at}].quantity_ordered quantity-not-positive`),
  ),
]
