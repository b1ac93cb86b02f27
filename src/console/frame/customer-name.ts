import type { Supplier } from '../../profile/supplier.ts'

/** The name in the customers table, else the number. */
export const customerName = (customer: string | null, supplier: Pick<Supplier, 'customers'> | undefined): string =>
  supplier?.customers?.find((row) => row.customer === customer)?.name ?? customer ?? ''
