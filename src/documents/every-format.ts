import { csv } from './csv.ts'
import { cxml12 } from './cxml-1.2.ts'
import { edifactD01b } from './edifact-d01b.ts'
import { edifactD96a } from './edifact-d96a.ts'
import { email } from './email.ts'
import { fixedWidth } from './fixed-width.ts'
import type { AnyFormat } from './format.ts'
import { gs1Order3 } from './gs1-order-3.ts'
import { idocOrders05 } from './idoc-orders05.ts'
import { json } from './json.ts'
import { openTrans21 } from './opentrans-2.1.ts'
import { peppolOrder3 } from './peppol-order-3.ts'
import { template } from './template.ts'
import { tradacomsOrders9 } from './tradacoms-orders-9.ts'
import { ublOrder21 } from './ubl-order-2.1.ts'
import { x12Order4010 } from './x12-850-4010.ts'
import { x12Order5010 } from './x12-850-5010.ts'

const documents = {
  'cxml-1.2': cxml12,
  csv,
  // The more common release first: suggestions for a name without a release take the first match.
  'edifact-d96a': edifactD96a,
  'edifact-d01b': edifactD01b,
  'gs1-order-3': gs1Order3,
  'idoc-orders05': idocOrders05,
  'fixed-width': fixedWidth,
  json,
  'opentrans-2.1': openTrans21,
  'peppol-order-3': peppolOrder3,
  template,
  'ubl-order-2.1': ublOrder21,
  'tradacoms-orders-9': tradacomsOrders9,
  'x12-850-4010': x12Order4010,
  'x12-850-5010': x12Order5010,
} satisfies Readonly<Record<string, AnyFormat>>

export type FormatId = keyof typeof documents | 'email'

/** Every format that a route can name. A new format is a file here and a line above. A mail can attach the others. */
export const formats: Readonly<Record<string, AnyFormat>> = { ...documents, email: email(documents) }
