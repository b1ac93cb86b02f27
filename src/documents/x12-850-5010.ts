import { x12Order } from './x12/850.ts'
import type { Release } from './x12/release.ts'
import { R4010 } from './x12-850-4010.ts'

/** ANSI X12 release 005010, by its differences from 004010. */
const R5010 = {
  ...R4010,
  id: 'x12-850-5010',
  name: 'X12 850 (005010)',
  control: '00501',
  version: '005010',
  repeats: true,
  reference: { kind: 'key', max: 50, padded: true },
  note: 'MTX',
  remarks: { kind: 'wording', max: 4096, parts: 1000, padded: true },
  mail: { kind: 'key', max: 256 },
} as const satisfies Release

export const x12Order5010 = x12Order(R5010)
