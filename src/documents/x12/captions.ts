import type { CaptionRow, DocumentPart } from '../captions/part.ts'
import { segmentParts } from '../captions/segment-parts.ts'

/** 850 by segment and qualifier. */
const ROWS: readonly CaptionRow[] = [
  ['ISA', 'envelope'],
  ['GS', 'envelope'],
  ['ST', 'message'],
  ['BEG', 'order-number', 'order-number', 'ordered'],
  ['CUR', 'currency'],
  ['REF+CR', 'reference'],
  ['REF+IT', 'customer'],
  ['PER', 'person'],
  ['DTM', 'delivery-date'],
  ['N9', 'remarks'],
  ['MSG', 'remarks'],
  ['MTX', 'remarks'],
  ['N1+BY', 'customer'],
  ['N1+ST', 'deliver-to', 'customer'],
  ['N1+BT', 'bill-to', 'customer'],
  ['N1+SE', 'supplier'],
  ['PO1', 'line', 'quantity', 'price', 'article'],
  ['PID', 'name'],
  ['AMT+1', 'line-total'],
  ['AMT+TT', 'total'],
  ['CTT', 'count'],
  ['SE', 'end'],
  ['GE', 'end'],
  ['IEA', 'end'],
]

/** ISA has a fixed length, so the element separator is its fourth character and the terminator its last. */
const ISA_LENGTH = 106

export const x12Parts = (text: string): DocumentPart[] =>
  segmentParts(text, {
    rows: ROWS,
    line: 'PO1',
    after: ['CTT', 'SE'],
    separators: (written) => ({
      ...{ element: written[3] ?? '*', component: written[ISA_LENGTH - 2] ?? '>', release: '' },
      terminator: written[ISA_LENGTH - 1] ?? '~',
    }),
  })
