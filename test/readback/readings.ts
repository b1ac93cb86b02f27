import { cxml } from './cxml.ts'
import { edifact } from './edifact.ts'
import { mailOrder } from './email.ts'
import { csvFile, fixedWidthFile } from './flat.ts'
import { gs1 } from './gs1.ts'
import { idoc } from './idoc.ts'
import { jsonFile } from './json.ts'
import { opentrans } from './opentrans.ts'
import type { Reading } from './reading.ts'
import { textTemplate, xmlTemplate } from './template.ts'
import { tradacoms } from './tradacoms.ts'
import { peppolOrder, ublOrder } from './ubl.ts'
import { x12 } from './x12.ts'

/** The reader of each format. A format of the registry without a reader here fails the test. */
export const readings: readonly (readonly [format: string, reading: Reading, layout: string])[] = [
  ['csv', csvFile, ''],
  ['cxml-1.2', cxml, ''],
  ['edifact-d01b', edifact('d01b'), ''],
  ['edifact-d96a', edifact('d96a'), ''],
  ['email', mailOrder, ''],
  ['fixed-width', fixedWidthFile, ''],
  ['gs1-order-3', gs1, ''],
  ['idoc-orders05', idoc, ''],
  ['json', jsonFile, ''],
  ['opentrans-2.1', opentrans, ''],
  ['peppol-order-3', peppolOrder, ''],
  ['template', xmlTemplate, 'order-xml'],
  ['template', textTemplate, 'order-text'],
  ['tradacoms-orders-9', tradacoms, ''],
  ['ubl-order-2.1', ublOrder, ''],
  ['x12-850-4010', x12('4010'), ''],
  ['x12-850-5010', x12('5010'), ''],
]
