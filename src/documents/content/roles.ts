import type { Warning } from '../../model/document.ts'
import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { type FieldOwner, type Key, keyProblem } from './elements.ts'
import { customerOf } from './tables.ts'

/** The supplier's numbers for the parties of an order: buyer, delivery location and payer. */
interface Roles {
  readonly soldTo: string
  readonly shipTo: string
  /** Null if the customers table has no separate payer. */
  readonly billTo: string | null
}

type Known = Pick<Supplier, 'customers'>

/** A customer without a row in the table has the number that Apicbase sends in every role. */
export function rolesOf(order: Order, supplier: Known): Roles {
  const { soldTo = order.customer, shipTo = order.customer, billTo = null } = customerOf(order, supplier) ?? {}
  return { soldTo, shipTo, billTo }
}

const NOUNS = { soldTo: 'sold-to number', shipTo: 'ship-to number', billTo: 'bill-to number' } as const

/** Warns of numbers of the customers table that a document leaves out. `has`: the document has a place for the role. */
export function lostRoles(order: Order, supplier: Known, has: (role: keyof Roles) => boolean): Warning[] {
  const roles = rolesOf(order, supplier)
  const written = new Set([order.customer, ...ROLES.filter(has).map((role) => roles[role])])
  const lost = new Set(ROLES.flatMap((role) => (roles[role] === null || written.has(roles[role]) ? [] : [roles[role]])))
  return Array.from(lost, (was) => ({ path: 'supplier_customer_number', code: 'omitted', was, became: '' }))
}

const ROLES = ['soldTo', 'shipTo', 'billTo'] as const

/** Lists the numbers that `element` cannot hold. Only the supplier can fix a number from the customers table. */
export function roleProblems(order: Order, supplier: Known, element: Key, owner: FieldOwner): Problem[] {
  const roles = rolesOf(order, supplier)
  const checked = new Set<string>()
  const path = (): string => 'supplier_customer_number'
  return ROLES.flatMap((role): Problem[] => {
    const number = roles[role]
    if (number === null || checked.has(number)) return []
    checked.add(number)
    const isPosted = number === order.customer
    const noun = isPosted ? 'customer number' : `${NOUNS[role]} in the customers table`
    const problem = keyProblem(noun, number, element, owner, path)
    if (problem === null) return []
    return [isPosted ? problem : { ...problem, code: 'profile-incomplete' }]
  })
}
