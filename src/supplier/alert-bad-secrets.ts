import { isOpen, listIncidents } from '../outbox/alerts/incidents.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from '../outbox/alerts/raise-alert.ts'
import type { Secrets } from '../ports.ts'
import { isGoodSecret } from '../steps/verify.ts'

/**
 * Alerts about webhook secrets that cannot be used. Runs whenever the outbox wakes, and alerts once for each secret.
 */
export function alertBadSecrets(names: readonly string[], secrets: Secrets, alertPorts: AlertPorts): void {
  const { sql } = alertPorts
  for (const { kind, cause } of listIncidents(sql)) {
    if (kind === 'bad-secret' && !names.includes(cause)) resolveAlert(alertPorts, { kind, cause })
  }
  for (const cause of names) {
    const kind = 'bad-secret'
    if (isGoodSecret(secrets.get(cause) ?? '')) resolveAlert(alertPorts, { kind, cause })
    else if (!isOpen(sql, { kind, route: '', cause })) raiseAlert(alertPorts, { kind, cause, why: `${cause}.` })
  }
}
