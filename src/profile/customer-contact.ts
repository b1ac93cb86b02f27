import type { Gateway, Supplier } from './supplier.ts'
import { customersByNumber } from './table-index.ts'

type Notices = Pick<Supplier, 'customers' | 'customerNotices'>

/** The mail address of a customer's notices; null when the gateway mails no notice to the customer. */
export const contactOf = (customer: string | null, { customers, customerNotices }: Notices): string | null =>
  customerNotices === false || customer === null ? null : (customersByNumber(customers).get(customer)?.contact ?? null)

/** Why the gateway mails no notice to the customer; null for a customer with notices. */
export function contactObstacle(customer: string | null, supplier: Notices): 'notices-off' | 'no-contact' | null {
  if (supplier.customerNotices === false) return 'notices-off'
  return contactOf(customer, supplier) === null ? 'no-contact' : null
}

/** The gateway with `customerNotices: false` for each supplier. */
export const withoutNotices = (gateway: Gateway): Gateway => ({
  ...gateway,
  suppliers: Object.fromEntries(
    Object.entries(gateway.suppliers).map(([name, supplier]) => [name, { ...supplier, customerNotices: false }]),
  ),
})
