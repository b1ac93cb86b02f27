import type { Order } from '../../order/order.ts'
import { keyProblem } from '../content/elements.ts'
import { rolesOf } from '../content/roles.ts'
import type { Writing } from '../xml/orders.ts'
import type { XmlChildren } from '../xml/writer.ts'
import { CXML, type CxmlSettings, ELEMENTS } from './settings.ts'

/** Who the order is from, who it is to, and who hands it over. */
export function cxmlHeader({ order, profile }: Writing<CxmlSettings>): XmlChildren {
  const { sender, recipient } = profile.document
  return {
    From: credential('CustomerNumber', rolesOf(order, profile.supplier).soldTo),
    To: recipient ? credential(recipient.domain, recipient.id) : credential('SupplierName', profile.supplier.name),
    Sender: {
      Credential: {
        '@domain': sender.domain,
        Identity: sender.id,
        // Empty until `withSecret` finds it.
        SharedSecret: sender.secret === undefined ? undefined : '',
      },
      UserAgent: 'Orderbridge',
    },
  }
}

const credential = (domain: string, identity: string): XmlChildren => ({
  Credential: { '@domain': domain, Identity: identity },
})

/** Receivers pass over a payloadID they have seen: the same for every try, another for every version. */
export function payloadId(order: Order, version: number): string {
  const fits = keyProblem('id', order.id, ELEMENTS.orderNumber, CXML, () => 'id') === null
  return `${fits ? order.id : order.number}.${version}@orderbridge`
}
