import { elementParts } from '../captions/element-parts.ts'
import type { CaptionRow, DocumentPart } from '../captions/part.ts'

/** UBL's Order, of Peppol too, by path. */
const ROWS: readonly CaptionRow[] = [
  ['Order/ID', 'order-number'],
  ['Order/UUID', 'reference'],
  ['Order/CustomerReference', 'reference'],
  ['Order/IssueDate', 'ordered'],
  ['Order/IssueTime', 'ordered'],
  ['Order/OrderTypeCode', 'order-kind'],
  ['Order/Note', 'remarks'],
  ['Order/DocumentCurrencyCode', 'currency'],
  ['Order/LineCountNumeric', 'count'],
  ['BuyerCustomerParty/SupplierAssignedAccountID', 'customer'],
  ['BuyerCustomerParty/Party/PartyIdentification/ID', 'customer'],
  ['BuyerCustomerParty/Party/Contact/Name', 'person'],
  ['BuyerCustomerParty/Party/Contact/ElectronicMail', 'mail', 'person'],
  ['SellerSupplierParty/CustomerAssignedAccountID', 'supplier'],
  ['SellerSupplierParty/Party/PartyIdentification/ID', 'supplier'],
  ['DeliveryLocation/ID', 'deliver-to', 'customer'],
  ['RequestedDeliveryPeriod/StartDate', 'delivery-date'],
  ['RequestedDeliveryPeriod/StartTime', 'delivery-date'],
  ['RequestedDeliveryPeriod/EndDate', 'delivery-date'],
  ['AnticipatedMonetaryTotal/LineExtensionAmount', 'total'],
  ['AnticipatedMonetaryTotal/PayableAmount', 'total'],
  ['OrderLine', 'line'],
  ['LineItem/Quantity', 'quantity'],
  ['LineItem/LineExtensionAmount', 'line-total'],
  ['LineItem/Price/PriceAmount', 'price'],
  ['LineItem/Item/Name', 'name'],
  ['LineItem/Item/Description', 'name'],
  ['SellersItemIdentification/ID', 'article'],
  ['OrderLine/Note', 'remarks'],
]

export const ublParts = (text: string): DocumentPart[] => elementParts(text, { rows: ROWS, line: 'OrderLine' })
