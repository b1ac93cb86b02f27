import type { RenderContext } from '../documents/format.ts'
import type { OutgoingDocument } from '../transports/transport.ts'

/** A new number for a test order, in every second. */
export const testOrderNumber = (now: number): string =>
  `TEST-${Math.floor(now / 1000)
    .toString(36)
    .toUpperCase()}`

/** The context of the first document of an order, without a group. */
export const firstContext = (
  controlNumber: number,
  preparedAt: RenderContext['preparedAt'],
): RenderContext & { readonly purpose: 'original' } => ({
  ...{ controlNumber, groupNumber: null, preparedAt, version: 1, purpose: 'original', possibleRepeat: false },
})

/** The first attempt of a document that no order has sent. */
export const testDocument = (
  parts: Pick<OutgoingDocument, 'document' | 'key' | 'supplier' | 'route' | 'orderNumber'>,
): OutgoingDocument => ({
  ...parts,
  ...{ version: 1, resendCount: 0, documentRevision: 1, progress: null },
  ...{ possibleRepeat: false, needsProbe: true, mayHaveArrived: false },
})
