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

const documents: Readonly<Record<string, AnyFormat>> = {
  [cxml12.id]: cxml12,
  [csv.id]: csv,
  // The more common release first: suggestions for a name without a release take the first match.
  [edifactD96a.id]: edifactD96a,
  [edifactD01b.id]: edifactD01b,
  [gs1Order3.id]: gs1Order3,
  [idocOrders05.id]: idocOrders05,
  [fixedWidth.id]: fixedWidth,
  [json.id]: json,
  [openTrans21.id]: openTrans21,
  [peppolOrder3.id]: peppolOrder3,
  [template.id]: template,
  [ublOrder21.id]: ublOrder21,
  [tradacomsOrders9.id]: tradacomsOrders9,
  [x12Order4010.id]: x12Order4010,
  [x12Order5010.id]: x12Order5010,
}

/** Every format that a route can name. A new format is a file here and a line above. A mail can attach the others. */
export const formats: Readonly<Record<string, AnyFormat>> = { ...documents, email: email(documents) }
