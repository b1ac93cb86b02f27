import type { Parcel } from '../../src/transports/transport.ts'
import { utf8 } from '../../src/utf8.ts'

/** A document on its way. */
export const parcelOf = (text: string, more: Partial<Parcel> = {}): Parcel => ({
  document: {
    bytes: utf8(text),
    mediaType: 'application/edifact; charset=utf-8',
    fileName: 'PO-1-1.edi',
    digest: '0'.repeat(64),
    controlNumber: 7,
    warnings: [],
  },
  key: 'k'.repeat(32),
  supplier: 'fresco',
  route: 'erp',
  orderNumber: 'PO-1',
  possibleRepeat: false,
  resent: 0,
  doubtful: false,
  mayHaveArrived: false,
  progress: null,
  ...more,
})
