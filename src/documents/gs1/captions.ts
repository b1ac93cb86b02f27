import { elementParts } from '../captions/element-parts.ts'
import type { CaptionRow, DocumentPart } from '../captions/part.ts'

/** GS1's Order by path. */
const ROWS: readonly CaptionRow[] = [
  ['StandardBusinessDocumentHeader', 'envelope'],
  ['order/creationDateTime', 'ordered'],
  ['order/documentStatusCode', 'order-kind'],
  ['orderIdentification/entityIdentification', 'order-number'],
  ['additionalOrderInstruction', 'remarks'],
  ['totalMonetaryAmountExcludingTaxes', 'total'],
  ['buyer/gln', 'customer'],
  ['buyer/additionalPartyIdentification', 'customer'],
  ['contact/personName', 'person'],
  ['communicationChannel/communicationValue', 'mail', 'person'],
  ['seller/gln', 'supplier'],
  ['shipTo/gln', 'deliver-to', 'customer'],
  ['shipTo/additionalPartyIdentification', 'deliver-to', 'customer'],
  ['requestedDeliveryDateTime/date', 'delivery-date'],
  ['requestedDeliveryDateTime/time', 'delivery-date'],
  ['orderLineItem', 'line'],
  ['requestedQuantity', 'quantity'],
  ['orderLineItem/netAmount', 'line-total'],
  ['orderLineItem/netPrice', 'price'],
  ['additionalTradeItemIdentification', 'article'],
  ['tradeItemDescription', 'name'],
]

export const gs1Parts = (text: string): DocumentPart[] => elementParts(text, { rows: ROWS, line: 'orderLineItem' })
