import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { leaseInterchange } from '../outbox/batch/build-interchange.ts'
import { type HeldDelivery, type LeaseResult, type LeaseRules, leaseDelivery } from '../outbox/queue.ts'
import type { DispatchPorts } from '../ports.ts'
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
export function alertHeld(held: readonly (HeldDelivery & { readonly route: string })[], telling: AlertPorts): void {
  for (const { reason, why, ...one } of held)
    if (reason === 'fault') raiseAlert(telling, { kind: 'fault', ...one, why: '' })
    else {
      const said = why ?? (reason === 'uncertain' ? ({ says: 'cut-short' } as const) : '')
      raiseAlert(telling, { kind: 'held', ...one, cause: reason, why: said })
    }
}
