import { elementParts } from '../captions/element-parts.ts'
import type { CaptionRow, DocumentPart } from '../captions/part.ts'

/** ORDERS05 by segment, qualifier and field. */
const ROWS: readonly CaptionRow[] = [
  ['E1EDK01/CURCY', 'currency'],
  ['E1EDK01/BELNR', 'order-number'],
  ['E1EDK02:001/BELNR', 'order-number'],
  ['E1EDK02:001/DATUM', 'ordered'],
  ['E1EDK03:012/DATUM', 'ordered'],
  ['E1EDK03:012/UZEIT', 'ordered'],
  ['E1EDK03:002/DATUM', 'delivery-date'],
  ['E1EDK03:002/UZEIT', 'delivery-date'],
  ['E1EDKA1:AG/PARTN', 'customer'],
  ['E1EDKA1:WE/PARTN', 'deliver-to', 'customer'],
  ['E1EDKA1:RE/PARTN', 'bill-to', 'customer'],
  ['E1EDKA1:LF/PARTN', 'supplier'],
  ['E1EDKT2/TDLINE', 'remarks'],
  ['EDI_DC40/ARCKEY', 'reference'],
  ['EDI_DC40', 'envelope'],
  ['E1EDP01', 'line'],
  ['E1EDP01/MENGE', 'quantity'],
  ['E1EDP20/WMENG', 'quantity'],
  ['E1EDP20/EDATU', 'delivery-date'],
  ['E1EDP01/VPREI', 'price'],
  ['E1EDP01/NETWR', 'line-total'],
  ['E1EDP19:002/IDTNR', 'article'],
  ['E1EDP19:002/KTEXT', 'name'],
  ['E1EDPT2/TDLINE', 'remarks'],
  ['E1EDS01:001/SUMME', 'count'],
  ['E1EDS01:002/SUMME', 'total'],
]

export const idocParts = (text: string): DocumentPart[] =>
  elementParts(text, { rows: ROWS, line: 'E1EDP01', qualifiers: ['QUALF', 'IDDAT', 'PARVW', 'SUMID'] })
