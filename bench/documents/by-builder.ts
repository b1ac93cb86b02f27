import { XMLBuilder } from 'fast-xml-parser'
import type { Order } from '../../src/model/order/order.ts'

const builder = new XMLBuilder({ attributeNamePrefix: '@', ignoreAttributes: false, format: true })

/** The UBL order as the library alone writes the order: one tree, the library's escaping, no checks and no records. */
export function ubl(order: Order): string {
  const money = (value: string | null) => ({ '@currencyID': 'EUR', '#text': value })
  const tree = {
    Order: {
      '@xmlns': 'urn:oasis:names:specification:ubl:schema:xsd:Order-2',
      '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
      '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
      'cbc:UBLVersionID': '2.1',
      'cbc:ID': order.number,
      'cbc:CopyIndicator': 'false',
      'cbc:IssueDate': order.orderedOn.date,
      'cbc:IssueTime': order.orderedOn.time,
      'cbc:OrderTypeCode': '220',
      'cbc:Note': order.remarks,
      'cbc:DocumentCurrencyCode': 'EUR',
      'cbc:CustomerReference': order.id,
      'cbc:LineCountNumeric': String(order.lines.length),
      'cac:BuyerCustomerParty': {
        'cbc:SupplierAssignedAccountID': order.customer,
        'cac:Party': { 'cac:Contact': { 'cbc:Name': order.person } },
      },
      'cac:SellerSupplierParty': { 'cac:Party': { 'cac:PartyName': { 'cbc:Name': 'Bench' } } },
      'cac:Delivery': {
        'cac:RequestedDeliveryPeriod': { 'cbc:StartDate': order.deliveryDate, 'cbc:EndDate': order.deliveryDate },
      },
      'cac:AnticipatedMonetaryTotal': {
        'cbc:LineExtensionAmount': money(order.total),
        'cbc:PayableAmount': money(order.total),
      },
      'cac:OrderLine': order.lines.map((line, index) => ({
        'cac:LineItem': {
          'cbc:ID': String(index + 1),
          'cbc:Quantity': { '@unitCode': 'PK', '#text': line.quantity },
          'cbc:LineExtensionAmount': money(line.total),
          'cac:Price': { 'cbc:PriceAmount': money(line.price) },
          'cac:Item': { 'cbc:Name': line.name, 'cac:SellersItemIdentification': { 'cbc:ID': line.article } },
        },
      })),
    },
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(tree)}`
}
