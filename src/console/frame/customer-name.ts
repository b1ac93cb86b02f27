import type { OrderSummary } from '../../outbox/order-summary.ts'
import type { Supplier } from '../../profile/supplier.ts'

/** The name in the customers table, else the number. */
export const customerName = (customer: string | null, supplier: Pick<Supplier, 'customers'> | undefined): string =>
  supplier?.customers?.find((row) => row.customer === customer)?.name ?? customer ?? ''

/** The name that the outbox has for the customer of an order, also from people's entries. */
export const customerOf = ({ customer, customerName }: Pick<OrderSummary, 'customer' | 'customerName'>): string =>
  customerName ?? customer ?? ''
