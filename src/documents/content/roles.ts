import type { Order } from '../../order/order.ts'
import type { Problem } from '../../problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { type FieldOwner, type Key, keyProblem } from './elements.ts'
import { customerOf } from './tables.ts'

/** The supplier's own numbers for whoever has a part in an order: who buys, where it goes, who pays. */
interface Roles {
  readonly soldTo: string
  readonly shipTo: string
  /** Null where the customers table doesn't tell it apart. */
  readonly billTo: string | null
}

type Known = Pick<Supplier, 'customers'>

/** Without a row of its own, a customer is each of them under the number that Apicbase sends. */
export function rolesOf(order: Order, supplier: Known): Roles {
  const { soldTo = order.customer, shipTo = order.customer, billTo = null } = customerOf(order, supplier) ?? {}
  return { soldTo, shipTo, billTo }
}

const NOUNS = { soldTo: 'sold-to number', shipTo: 'ship-to number', billTo: 'bill-to number' } as const

/** Those of the numbers that `element` cannot hold. One from the table only the supplier can mend. */
export function roleProblems(order: Order, supplier: Known, element: Key, carrier: FieldOwner): Problem[] {
  const roles = rolesOf(order, supplier)
  const told = new Set<string>()
  const path = (): string => 'supplier_customer_number'
  return (['soldTo', 'shipTo', 'billTo'] as const).flatMap((role): Problem[] => {
    const number = roles[role]
    if (number === null || told.has(number)) return []
    told.add(number)
    const isPosted = number === order.customer
    const noun = isPosted ? 'customer number' : `${NOUNS[role]} in the customers table`
    const problem = keyProblem(noun, number, element, carrier, path)
    if (problem === null) return []
    return [isPosted ? problem : { ...problem, code: 'profile-incomplete' }]
  })
}
