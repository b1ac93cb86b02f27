import { isOpen, listIncidents } from '../outbox/alerts/incidents.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from '../outbox/alerts/raise-alert.ts'
import type { Secrets } from '../ports.ts'
import { isGoodSecret } from '../steps/verify.ts'

/**
 * Alerts about webhook secrets that cannot be used. Runs whenever the outbox wakes, and alerts once for each secret.
 */
export function alertBadSecrets(names: readonly string[], secrets: Secrets, telling: AlertPorts): void {
  const { sql } = telling
  for (const { kind, cause } of listIncidents(sql)) {
    if (kind === 'bad-secret' && !names.includes(cause)) resolveAlert(telling, { kind, cause })
  }
  for (const cause of names) {
    const kind = 'bad-secret'
    if (isGoodSecret(secrets.get(cause) ?? '')) resolveAlert(telling, { kind, cause })
    else if (!isOpen(sql, { kind, route: '', cause })) raiseAlert(telling, { kind, cause, why: `${cause}.` })
  }
}
