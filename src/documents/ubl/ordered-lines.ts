import type { OrderedLine } from '../answers/confirmed-lines.ts'
import { childAt, childrenOf, readXml, textAt, type XmlElement } from '../xml/reader.ts'

/** The lines of a UBL Order, plain or in Peppol's version. Empty for other bytes. */
export function readUblOrderedLines(document: Uint8Array): readonly OrderedLine[] {
  const read = readXml(document)
  if (!read.ok || read.value.name !== 'Order') return []
  return childrenOf(read.value, 'OrderLine').map((line) => lineItemIn(childAt(line, 'LineItem')))
}

/** A LineItem of an order or of a reply. */
export const lineItemIn = (item: XmlElement | undefined): OrderedLine => ({
  number: textAt(item, 'ID'),
  article: textAt(item, 'Item', 'SellersItemIdentification', 'ID'),
  quantity: textAt(item, 'Quantity'),
  unit: childAt(item, 'Quantity')?.attributes.get('unitCode') ?? '',
})
