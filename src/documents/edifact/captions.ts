import type { CaptionRow, DocumentPart } from '../captions/part.ts'
import { type Separators, segmentParts } from '../captions/segment-parts.ts'

/** ORDERS by segment and qualifier. */
const ROWS: readonly CaptionRow[] = [
  ['UNA', 'punctuation'],
  ['UNB', 'envelope'],
  ['UNH', 'message'],
  ['BGM', 'order-number'],
  ['DTM+137', 'ordered'],
  ['DTM+2', 'delivery-date'],
  ['FTX', 'remarks'],
  ['RFF+CR', 'reference'],
  ['RFF+IT', 'customer'],
  ['NAD+BY', 'customer'],
  ['NAD+SU', 'supplier'],
  ['NAD+DP', 'deliver-to', 'customer'],
  ['NAD+IV', 'bill-to', 'customer'],
  ['CTA', 'person'],
  ['COM', 'mail', 'person'],
  ['CUX', 'currency'],
  ['LIN', 'line'],
  ['PIA', 'article'],
  ['IMD', 'name'],
  ['QTY', 'quantity'],
  ['MOA+203', 'line-total'],
  ['MOA+79', 'total'],
  ['PRI', 'price'],
  ['UNS', 'lines-end'],
  ['CNT', 'count'],
  ['UNT', 'end'],
  ['UNZ', 'end'],
]

export const edifactParts = (text: string): DocumentPart[] =>
  segmentParts(text, { rows: ROWS, line: 'LIN', after: ['UNS', 'UNT'], separators })

/** UNA spells the separators: component, element, decimal mark, release, reserved, terminator. */
function separators(text: string): Separators {
  const spelled = text.startsWith('UNA') ? text.slice(3, 9) : ''
  const [component = ':', element = '+', , release = '?', , terminator = "'"] = spelled
  return { component, element, release: release === ' ' ? '' : release, terminator }
}
