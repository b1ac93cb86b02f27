import type { Submission } from '../outbox/accept.ts'
import { rolledBack } from '../outbox/rolled-back.ts'
import { primaryRoutes } from '../profile/fallbacks.ts'
import type { Supplier } from '../profile/supplier.ts'
import { type CommitPorts, commit } from '../steps/commit.ts'
import { utf8 } from '../text/utf8.ts'

/**
 * Whether the outbox can store an order now. A sample order is written to every table of a real order, then rolled
 * back.
 */
export function canStoreOrder(ports: CommitPorts): boolean {
  try {
    rolledBack(ports.sql, () => commit(sampleSubmission(ports.supplier), ports.clock.now(), ports))
    return true
  } catch {
    return false
  }
}

const ID = 'orderbridge:health'

const sampleSubmission = (supplier: Supplier): Submission => ({
  requestId: ID,
  withinMs: Number.MAX_SAFE_INTEGER,
  source: 'webhook',
  orderId: ID,
  orderNumber: ID,
  customer: ID,
  placedAt: null,
  deliveryDate: null,
  cutOff: null,
  digest: ID,
  body: utf8('{}'),
  foundBy: ID,
  routes: primaryRoutes(supplier).map(({ name }) => ({
    route: name,
    revisions: supplier.revisions,
    start: { state: 'waiting' },
  })),
  metadata: '{}',
  remark: null,
})
