import type { Warning } from '../document.ts'
import type { Order } from '../order.ts'
import { type Carrier, type Key, keyProblem } from './elements.ts'

/** Apicbase's id is a reference: where it doesn't fit, the order goes without it. */
export function carriedId(order: Order, element: Key, carrier: Carrier, warnings: Warning[]): string | undefined {
  if (keyProblem('id', order.id, element, carrier, () => 'id') === null) return order.id
  warnings.push({ path: 'id', code: 'omitted', was: order.id, became: '' })
  return undefined
}

const MAIL_ADDRESS = /^[^\s@]+@[^\s@]+$/

/** Who ordered, when that is a mail address. It stands whole in an element or not at all. */
export function mailAddress({ person }: Order, element: Key, carrier: Carrier): string | undefined {
  if (person === null || !MAIL_ADDRESS.test(person)) return undefined
  return keyProblem('', person, element, carrier, () => '') === null ? person : undefined
}
