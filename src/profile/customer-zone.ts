import type { Supplier } from './supplier.ts'

/** The zone in which a customer means a date of delivery and reads the clock: that of the customer's row, else the supplier's. */
export const customerZone = (customer: string | null, supplier: Pick<Supplier, 'customers' | 'timeZone'>): string =>
  supplier.customers?.find((row) => row.customer === customer)?.timeZone ?? supplier.timeZone
