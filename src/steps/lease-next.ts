import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { leaseInterchange } from '../outbox/batch/build-interchange.ts'
import { type HeldDelivery, type LeaseResult, type LeaseRules, leaseDelivery } from '../outbox/queue.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { writeInterchange } from './write-interchange.ts'

/** Leases the next delivery of a route, or the next interchange. */
export function leaseNext(
  { batch, ...rules }: LeaseRules,
  now: number,
  ports: Omit<DispatchPorts, 'needsProbe'>,
): LeaseResult {
  return batch
    ? leaseInterchange(ports.sql, { ...rules, batch }, writeInterchange(ports), now)
    : leaseDelivery(ports.sql, rules, now)
}

/** Alerts about due deliveries that are held instead. */
export function alertHeld(held: readonly (HeldDelivery & { readonly route: string })[], ports: AlertPorts): void {
  for (const { reason, why, ...delivery } of held)
    if (reason === 'fault') raiseAlert(ports, { kind: 'internal-error', ...delivery, why: '' })
    else {
      const text = why ?? (reason === 'uncertain' ? ({ says: 'cut-short' } as const) : '')
      raiseAlert(ports, { kind: 'held', ...delivery, cause: reason, why: text })
    }
}
