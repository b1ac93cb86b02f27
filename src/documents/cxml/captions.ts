import { elementParts } from '../captions/element-parts.ts'
import type { CaptionRow, DocumentPart } from '../captions/part.ts'

/** cXML's OrderRequest by path. The header and the lines hold values in attributes. */
const ROWS: readonly CaptionRow[] = [
  ['Header', 'envelope'],
  ['From/Credential/Identity', 'customer'],
  ['To/Credential/Identity', 'supplier'],
  ['OrderRequestHeader', 'order-number', 'order-number', 'ordered', 'delivery-date'],
  ['Total/Money', 'total'],
  ['ShipTo/Address', 'deliver-to', 'customer'],
  ['BillTo/Address', 'bill-to', 'customer'],
  ['Contact/Name', 'person'],
  ['Contact/Email', 'mail', 'person'],
  ['OrderRequestHeader/Comments', 'remarks'],
  ['OrderRequestHeader/Extrinsic', 'reference'],
  ['ItemOut', 'line', 'quantity'],
  ['ItemID/SupplierPartID', 'article'],
  ['UnitPrice/Money', 'price'],
  ['ItemDetail/Description', 'name'],
  ['ItemOut/Comments', 'remarks'],
]

export const cxmlParts = (text: string): DocumentPart[] => elementParts(text, { rows: ROWS, line: 'ItemOut' })
