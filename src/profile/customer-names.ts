import type { Supplier } from './supplier.ts'
import { customersByNumber } from './table-index.ts'

const MOST_CUSTOMERS = 100

/** The customers whose names contain a text. Accents, hyphens and capitals make no difference: `Elysee` finds `Élysée`. */
export function customersNamed(text: string | null, { customers = NOBODY }: Pick<Supplier, 'customers'>): string[] {
  const wanted = folded(text ?? '')
  if (wanted === '') return []
  const found: string[] = []
  for (const [at, name] of foldedNames(customers).entries()) {
    if (found.length === MOST_CUSTOMERS) break
    const customer = customers[at]?.customer
    if (customer !== undefined && name.includes(wanted)) found.push(customer)
  }
  return found
}

type Customers = NonNullable<Supplier['customers']>

const NOBODY: Customers = []

/** Made once for each table: a changed table is another array. */
const names = new WeakMap<Customers, readonly string[]>()

function foldedNames(customers: Customers): readonly string[] {
  const known = names.get(customers) ?? customers.map(({ name }) => folded(name ?? ''))
  names.set(customers, known)
  return known
}

/** Compares names as people type them. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\p{Pd}'’.]+/gu, ' ')
    .trim()

/** The name of a customer in the tables; null without a name. */
export const nameOfCustomer = (customer: string | null, { customers }: Pick<Supplier, 'customers'>): string | null =>
  (customer === null ? undefined : customersByNumber(customers).get(customer)?.name) ?? null
