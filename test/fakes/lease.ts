import type { Lease } from '../../src/outbox/queue.ts'

/** The first try of the first version of `order-1`, at a route called `erp`. */
export const leaseOf = (more: Partial<Lease> = {}): Lease => ({
  ...{
    orderId: 'order-1',
    version: 1,
    route: 'erp',
    attempt: 1,
    documentRevision: 1,
    resendCount: 0,
    corrections: 0,
    reached: 'no',
    previousState: 'waiting',
    purpose: 'original',
  },
  ...{ progress: null, controlNumber: null, groupNumber: null, acceptedAt: 0, dueSince: 0, leasedAt: 0 },
  ...{ primaryRoute: more.route ?? 'erp', fallbackStartedAt: null, possibleRepeat: 0, storageId: null },
  ...more,
})
