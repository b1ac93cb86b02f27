import { elementParts } from '../captions/element-parts.ts'
import type { CaptionRow, DocumentPart } from '../captions/part.ts'

/** openTRANS' ORDER by path. */
const ROWS: readonly CaptionRow[] = [
  ['ORDER_INFO/ORDER_ID', 'order-number'],
  ['ORDER_INFO/ORDER_DATE', 'ordered'],
  ['DELIVERY_DATE/DELIVERY_START_DATE', 'delivery-date'],
  ['DELIVERY_DATE/DELIVERY_END_DATE', 'delivery-date'],
  ['ORDER_PARTIES_REFERENCE/BUYER_IDREF', 'customer'],
  ['ORDER_PARTIES_REFERENCE/SUPPLIER_IDREF', 'supplier'],
  ['SHIPMENT_PARTIES_REFERENCE/DELIVERY_IDREF', 'deliver-to', 'customer'],
  ['CONTACT_DETAILS/CONTACT_NAME', 'person'],
  ['EMAILS/EMAIL', 'mail', 'person'],
  ['ORDER_INFO/CURRENCY', 'currency'],
  ['ORDER_INFO/REMARKS', 'remarks'],
  ['ORDER_ITEM', 'line'],
  ['PRODUCT_ID/SUPPLIER_PID', 'article'],
  ['PRODUCT_ID/DESCRIPTION_SHORT', 'name'],
  ['ORDER_ITEM/QUANTITY', 'quantity'],
  ['PRODUCT_PRICE_FIX/PRICE_AMOUNT', 'price'],
  ['ORDER_ITEM/PRICE_LINE_AMOUNT', 'line-total'],
  ['ORDER_SUMMARY/TOTAL_ITEM_NUM', 'count'],
  ['ORDER_SUMMARY/TOTAL_AMOUNT', 'total'],
]

export const openTransParts = (text: string): DocumentPart[] => elementParts(text, { rows: ROWS, line: 'ORDER_ITEM' })
