import { type LeaseRules, leaseDelivery } from '../../src/outbox/queue.ts'
import type { Settlement } from '../../src/outbox/settle.ts'
import type { TestOutbox } from '../fakes/outbox.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const LEASE_MS = 40_000

const rules: LeaseRules = {
  route: 'erp',
  ranges: { control: null, group: null },
  destination: 'http erp',
  leaseMs: LEASE_MS,
  maxAgeMs: 48 * HOUR,
  whenUncertain: 'resend',
  dateAt: (moment) => new Date(moment).toISOString().slice(0, 10),
}

/** Leases the due delivery of the route `erp`, by rules without limits by default. */
export const takeNow = (test: TestOutbox, changed: Partial<LeaseRules> = {}) =>
  leaseDelivery(test.sql, { ...rules, ...changed }, test.clock.now())

export const delivered: Settlement = {
  state: 'delivered',
  reached: 'yes',
  holdReason: null,
  nextAt: null,
  note: 'Taken.',
}
