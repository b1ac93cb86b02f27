import type { OrderSummary } from '../../outbox/order-summary.ts'
import { nameOfCustomer } from '../../profile/customer-names.ts'
import type { Supplier } from '../../profile/supplier.ts'

/** The name in the customers table, else the number. The supplier has people's entries over its tables: `liveSupplier`. */
export const customerName = (customer: string | null, supplier: Pick<Supplier, 'customers'>): string =>
  nameOfCustomer(customer, supplier) ?? customer ?? ''

/** The name that the outbox has for the customer of an order, also from people's entries. */
export const customerOf = ({ customer, customerName }: Pick<OrderSummary, 'customer' | 'customerName'>): string =>
  customerName ?? customer ?? ''
