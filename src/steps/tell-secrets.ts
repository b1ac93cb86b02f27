import { isOpen, listIncidents } from '../outbox/alerts/incidents.ts'
import { over, type Telling, tell } from '../outbox/alerts/tell.ts'
import type { Secrets } from '../ports.ts'
import { isGoodSecret } from './verify.ts'

/** Which of the webhook's secrets can't be used; looked at whenever the outbox wakes, and each told once. */
export function tellSecrets(names: readonly string[], secrets: Secrets, telling: Telling): void {
  const { sql } = telling
  for (const { kind, cause } of listIncidents(sql)) {
    if (kind === 'secret' && !names.includes(cause)) over(telling, { kind, cause })
  }
  for (const cause of names) {
    const kind = 'secret'
    if (isGoodSecret(secrets.get(cause) ?? '')) over(telling, { kind, cause })
    else if (!isOpen(sql, { kind, route: '', cause })) tell(telling, { kind, cause, why: `${cause}.` })
  }
}
