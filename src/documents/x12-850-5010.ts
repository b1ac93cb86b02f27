import { x12Order } from './x12/850.ts'
import type { Release } from './x12/release.ts'

/** ANSI X12 release 005010, as far as an order uses the release. `Release` has the number of each element. */
const R5010 = {
  id: 'x12-850-5010',
  name: 'X12 850 (005010)',
  control: '00501',
  version: '005010',
  repeats: true,
  exact: {
    orderNumber: { kind: 'key', max: 22, padded: true },
    customer: { kind: 'key', max: 80, padded: true },
    article: { kind: 'key', max: 48, padded: true },
    quantity: { kind: 'number', max: 15 },
  },
  reference: { kind: 'key', max: 50, padded: true },
  unit: { kind: 'code', min: 2, max: 2 },
  price: { kind: 'number', max: 17 },
  total: { kind: 'number', max: 18 },
  note: 'MTX',
  remarks: { kind: 'wording', max: 4096, parts: 1000, padded: true },
  description: { kind: 'wording', max: 80, parts: 5, padded: true },
  contact: { kind: 'wording', max: 60, parts: 1, padded: true },
  mail: { kind: 'key', max: 256 },
} as const satisfies Release

/** ANSI X12 850, release 005010. */
export const x12Order5010 = x12Order(R5010)
