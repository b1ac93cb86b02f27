import type { CaptionRow, DocumentPart } from '../captions/part.ts'
import { segmentParts } from '../captions/segment-parts.ts'

/** ORDHDR, ORDERS and ORDTLR by segment. */
const ROWS: readonly CaptionRow[] = [
  ['STX', 'envelope'],
  ['MHD', 'message'],
  ['TYP', 'order-kind'],
  ['SDT', 'supplier'],
  ['CDT', 'customer'],
  ['FIL', 'reference'],
  ['CLO', 'deliver-to', 'customer'],
  ['ORD', 'order-number', 'order-number', 'ordered'],
  ['DIN', 'delivery-date', 'delivery-date', 'remarks'],
  ['DNA', 'remarks'],
  ['DNB', 'remarks'],
  ['OLD', 'line', 'article', 'quantity', 'price', 'name'],
  ['OTR', 'count'],
  ['OFT', 'count'],
  ['MTR', 'end'],
  ['END', 'end'],
]

export const tradacomsParts = (text: string): DocumentPart[] =>
  segmentParts(text, {
    rows: ROWS,
    line: 'OLD',
    after: ['OTR', 'MTR'],
    separators: () => ({ element: '+', component: ':', release: '?', terminator: "'" }),
  })
