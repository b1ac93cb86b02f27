import type { Directory } from './edifact/directory.ts'
import { edifactOrders } from './edifact/orders.ts'

/** UN/EDIFACT directory D.96A, as far as an order uses the directory. `Directory` has the number of each element. */
export const D96A = {
  id: 'edifact-d96a',
  name: 'EDIFACT D.96A',
  messageType: ['ORDERS', 'D', '96A', 'UN'],
  itemNumberType: 'EN',
  exact: {
    orderNumber: { kind: 'key', max: 35, padded: true },
    customer: { kind: 'key', max: 35, padded: true },
    article: { kind: 'key', max: 35, padded: true },
    quantity: { kind: 'number', max: 15 },
  },
  reference: { kind: 'key', max: 35, padded: true },
  unit: { kind: 'code', max: 3, padded: true },
  price: { kind: 'number', max: 15 },
  priceBasis: { kind: 'number', max: 9 },
  total: { kind: 'number', max: 18 },
  remarks: { kind: 'wording', max: 70, parts: 5 * 99, padded: true },
  description: { kind: 'wording', max: 35, parts: 2, padded: true },
  contact: { kind: 'wording', max: 35, parts: 1, padded: true },
  mail: { kind: 'key', max: 512 },
} as const satisfies Directory

export const edifactD96a = edifactOrders(D96A)
