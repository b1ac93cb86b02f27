import { x12Order } from './x12/850.ts'
import type { Release } from './x12/release.ts'

/** ANSI X12 release 004010, as far as an order uses the release. `Release` has the number of each element. */
export const R4010 = {
  id: 'x12-850-4010',
  name: 'X12 850 (004010)',
  control: '00401',
  version: '004010',
  repeats: false,
  exact: {
    orderNumber: { kind: 'key', max: 22, padded: true },
    customer: { kind: 'key', max: 80, padded: true },
    article: { kind: 'key', max: 48, padded: true },
    quantity: { kind: 'number', max: 15 },
  },
  reference: { kind: 'key', max: 30, padded: true },
  unit: { kind: 'code', min: 2, max: 2 },
  price: { kind: 'number', max: 17 },
  total: { kind: 'number', max: 18 },
  note: 'MSG',
  remarks: { kind: 'wording', max: 264, parts: 1000, padded: true },
  description: { kind: 'wording', max: 80, parts: 5, padded: true },
  contact: { kind: 'wording', max: 60, parts: 1, padded: true },
  mail: { kind: 'key', max: 80 },
} as const satisfies Release

export const x12Order4010 = x12Order(R4010)
