import type { CustomerRow } from './catalogue.ts'
import type { Supplier } from './supplier.ts'
import { customersByNumber } from './table-index.ts'

type Zones = Pick<Supplier, 'customers' | 'timeZone'>

/** The time zone of a customer's delivery dates: the zone in the customer's row, else the supplier's zone. */
export const customerZone = (customer: string | null, { customers, timeZone }: Zones): string =>
  (customer === null ? undefined : customersByNumber(customers).get(customer))?.timeZone ?? timeZone

const withZones = new WeakMap<readonly CustomerRow[], boolean>()

/** Whether a customer has a zone of its own. A table may have thousands of rows, so each table is read once. */
export function hasCustomerZones({ customers }: Zones): boolean {
  if (!customers) return false
  const known = withZones.get(customers)
  if (known !== undefined) return known
  const found = customers.some(({ timeZone }) => timeZone !== undefined)
  withZones.set(customers, found)
  return found
}
