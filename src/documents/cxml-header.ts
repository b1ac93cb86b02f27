import type { Order } from '../order.ts'
import { CXML, type CxmlSettings, ELEMENTS } from './cxml-settings.ts'
import { keyProblem } from './elements.ts'
import { rolesOf } from './roles.ts'
import type { XmlChildren } from './xml.ts'
import type { Writing } from './xml-order.ts'

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
