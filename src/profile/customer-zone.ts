import type { Supplier } from './supplier.ts'

/** The time zone of a customer's delivery dates: the zone in the customer's row, else the supplier's zone. */
export const customerZone = (customer: string | null, supplier: Pick<Supplier, 'customers' | 'timeZone'>): string =>
  supplier.customers?.find((row) => row.customer === customer)?.timeZone ?? supplier.timeZone
