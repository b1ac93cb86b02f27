import type { Order } from '../../model/order/order.ts'
import { keyProblem } from '../content/elements.ts'
import { rolesOf } from '../content/roles.ts'
import type { Writing } from '../xml/orders.ts'
import type { XmlChildren } from '../xml/writer.ts'
import { CXML, type CxmlSettings, ELEMENTS } from './settings.ts'

/** The buyer, the supplier and the sender of the document. */
export function cxmlHeader({ order, profile }: Writing<CxmlSettings>): XmlChildren {
  const { sender, recipient } = profile.document
  return {
    From: credential('CustomerNumber', rolesOf(order, profile.supplier).soldTo),
    To: recipient ? credential(recipient.domain, recipient.id) : credential('SupplierName', profile.supplier.name),
    Sender: {
      Credential: {
        '@domain': sender.domain,
        Identity: sender.id,
        // `withSecret` fills this empty element.
        SharedSecret: sender.secret === undefined ? undefined : '',
      },
      UserAgent: 'Orderbridge',
    },
  }
}

const credential = (domain: string, identity: string): XmlChildren => ({
  Credential: { '@domain': domain, Identity: identity },
})

/** Receivers ignore a known payloadID. Every attempt has the same. `version` comes from `documentVersion`. */
export function payloadId(order: Order, version: string): string {
  const fits = keyProblem('id', order.id, ELEMENTS.orderNumber, CXML, () => 'id') === null
  return `${fits ? order.id : order.number}.${version}@orderbridge`
}
