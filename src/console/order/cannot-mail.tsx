import { contactOf } from '../../profile/customer-contact.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { rowPath } from '../catalogue/place.ts'
import { messagePage } from '../frame/message.tsx'
import type { ConsoleContext } from '../frame/visit.ts'

interface Asked {
  readonly name: string
  readonly supplier: Supplier
  readonly customer: string | null
}

/** Leads to the row of a customer without a mail address; null for a customer with one. */
export function cannotMailPage(c: ConsoleContext, { name, supplier, customer }: Asked) {
  const { order: text } = c.var.visit.words
  if (contactOf(customer, supplier) !== null) return null
  const next =
    customer === null ? {} : { next: { href: rowPath(name, 'customer', customer), label: text.enterContact } }
  return messagePage(c, { tone: 'you', icon: 'mail', title: text.cannotMail, text: text.noContact, ...next }, 409)
}
