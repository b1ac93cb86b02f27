import type { Directory } from './edifact/directory.ts'
import { edifactOrders } from './edifact/orders.ts'

/**
 * UN/EDIFACT directory D.01B. Element 4440 is an..512 here, but remarks keep components of 70: no text is lost, and
 * readers made for D.96A accept such remarks.
 */
const D01B = {
  id: 'edifact-d01b',
  name: 'EDIFACT D.01B',
  messageType: ['ORDERS', 'D', '01B', 'UN'],
  itemNumberType: 'SRV',
  exact: {
    orderNumber: { kind: 'key', max: 35 },
    customer: { kind: 'key', max: 35 },
    article: { kind: 'key', max: 35 },
    // an..35, so the decimal mark counts too.
    quantity: { kind: 'number', max: 34 },
  },
  reference: { kind: 'key', max: 70 },
  unit: { kind: 'code', max: 3 },
  price: { kind: 'number', max: 15 },
  priceBasis: { kind: 'number', max: 9 },
  total: { kind: 'number', max: 35 },
  remarks: { kind: 'wording', max: 70, parts: 5 * 99 },
  description: { kind: 'wording', max: 256, parts: 2 },
  contact: { kind: 'wording', max: 35, parts: 1 },
  mail: { kind: 'key', max: 512 },
} as const satisfies Directory

/** UN/EDIFACT ORDERS D.01B. */
export const edifactD01b = edifactOrders(D01B)
