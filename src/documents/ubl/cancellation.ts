import { purposeNotice } from '../content/notices.ts'
import type { Writing } from '../xml/orders.ts'
import type { XmlChildren } from '../xml/writer.ts'
import { buyer, reference, seller } from './parties.ts'
import { type UblSettings, ublNamespaces } from './settings.ts'

/** UBL 2.1 OrderCancellation: names the order and has no lines. The schema fixes the order of the children. */
export function ublCancellation(writing: Writing<UblSettings>): XmlChildren {
  const { order, profile, occasion } = writing
  return {
    OrderCancellation: {
      ...ublNamespaces('OrderCancellation'),
      'cbc:UBLVersionID': '2.1',
      // The cancellation's own ID: receivers ignore an ID that they already have.
      'cbc:ID': `${order.number}-${occasion.version}`,
      'cbc:IssueDate': occasion.preparedAt.date,
      'cbc:IssueTime': occasion.preparedAt.time,
      'cbc:CancellationNote': purposeNotice(order, occasion),
      'cac:OrderReference': {
        'cbc:ID': order.number,
        'cbc:IssueDate': order.orderedOn.date,
        'cbc:CustomerReference': reference(writing),
      },
      'cac:BuyerCustomerParty': buyer(writing),
      'cac:SellerSupplierParty': seller(profile),
    },
  }
}
