import { contactObstacle } from '../../profile/customer-contact.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { rowPath } from '../catalogue/place.ts'
import { messagePage } from '../frame/message.tsx'
import type { ConsoleContext } from '../frame/visit.ts'

interface Asked {
  readonly name: string
  readonly supplier: Supplier
  readonly customer: string | null
}

/** Says why the gateway cannot mail a customer, and the settings that are missing; null for a customer with mail. */
export function cannotMailPage(c: ConsoleContext, { name, supplier, customer }: Asked) {
  const { order: text } = c.var.visit.words
  const obstacle = contactObstacle(customer, supplier)
  if (obstacle === null) return null
  const message = { tone: 'you', icon: 'mail', title: text.cannotMail } as const
  if (obstacle === 'notices-off') return messagePage(c, { ...message, text: text.noticesOff }, 409)
  const next =
    customer === null ? {} : { next: { href: rowPath(name, 'customer', customer), label: text.enterContact } }
  return messagePage(c, { ...message, text: text.noContact, ...next }, 409)
}
