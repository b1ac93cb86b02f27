import type { Supplier } from './supplier.ts'
import { customersByNumber } from './table-index.ts'

const MOST_CUSTOMERS = 100

/** The customers whose names contain a text. */
export function customersNamed(text: string | null, { customers = [] }: Pick<Supplier, 'customers'>): string[] {
  const wanted = text?.trim().toLowerCase() ?? ''
  if (wanted === '') return []
  const found: string[] = []
  for (const { name, customer } of customers) {
    if (found.length === MOST_CUSTOMERS) break
    if (name?.toLowerCase().includes(wanted)) found.push(customer)
  }
  return found
}

/** The name of a customer in the tables; null without a name. */
export const nameOfCustomer = (customer: string | null, { customers }: Pick<Supplier, 'customers'>): string | null =>
  (customer === null ? undefined : customersByNumber(customers).get(customer)?.name) ?? null
