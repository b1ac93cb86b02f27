import type { Directory } from './edifact/directory.ts'
import { edifactOrders } from './edifact/orders.ts'
import { D96A } from './edifact-d96a.ts'

/**
 * UN/EDIFACT directory D.01B, by its differences from D.96A. Element 4440 is an..512 here, but remarks keep components
 * of 70: no text is lost, and readers made for D.96A accept such remarks.
 */
const D01B = {
  ...D96A,
  id: 'edifact-d01b',
  name: 'EDIFACT D.01B',
  messageType: ['ORDERS', 'D', '01B', 'UN'],
  itemNumberType: 'SRV',
  // an..35, so the decimal mark counts too.
  exact: { ...D96A.exact, quantity: { kind: 'number', max: 34 } },
  reference: { kind: 'key', max: 70, padded: true },
  total: { kind: 'number', max: 35 },
  description: { kind: 'wording', max: 256, parts: 2, padded: true },
} as const satisfies Directory

export const edifactD01b = edifactOrders(D01B)
