import type { Why } from '../../alerts/why.ts'
import { DAY_MS } from '../../model/day.ts'
import { findIncident, listIncidents } from './incidents.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from './raise-alert.ts'

/** A certificate, key or password with an end, known by the name of its secret. */
export interface Expiring {
  readonly name: string
  readonly endsAt: number
  readonly use: SecretUse
}

/**
 * What a secret is for. Each use has another consequence after the end, and another step. `rotated`: a route takes the new
 * secret next to the old.
 */
export type SecretUse = 'webhook' | 'route' | 'rotated' | 'other'

/** Days before the end at which an alert is raised. */
const STEPS = [30, 14, 7, 3, 1, 0] as const

/** Alerts before a secret expires, at shorter and shorter intervals, until the secret is renewed. */
export function alertExpiring(expiring: readonly Expiring[], alertPorts: AlertPorts): void {
  const now = alertPorts.clock.now()
  for (const { kind, cause } of listIncidents(alertPorts.sql)) {
    // The configuration no longer uses the secret.
    if (kind === 'expiring' && !expiring.some(({ name }) => name === cause)) resolveAlert(alertPorts, { kind, cause })
  }
  for (const { name, endsAt, use } of expiring) {
    const incidentKey = { kind: 'expiring', route: '', cause: name } as const
    const step = stepAt(endsAt, now)
    if (step === null) {
      resolveAlert(alertPorts, incidentKey)
      continue
    }
    const known = findIncident(alertPorts.sql, incidentKey)
    if (known?.closedAt === null && known.overAt === null && stepAt(endsAt, known.lastAt) === step) continue
    raiseAlert(alertPorts, { ...incidentKey, why: expiryWhy({ name, endsAt, use }, now) })
  }
}

function stepAt(endsAt: number, moment: number): number | null {
  const left = (endsAt - moment) / DAY_MS
  return STEPS.findLast((days) => left <= days) ?? null
}

/** The days until the end of a secret, or the day of the end, and what follows. */
export function expiryWhy({ name, endsAt, use }: Expiring, now: number): Why {
  const date = new Date(endsAt).toISOString().slice(0, 10)
  const days = Math.floor((endsAt - now) / DAY_MS)
  const suffix = use === 'other' ? '' : (`-${use}` as const)
  return endsAt <= now
    ? { says: `expired${suffix}`, name, date }
    : { says: `expires${suffix}`, name, date, days: String(days) }
}

/** The first alert comes this number of days before the end. */
export const WARN_DAYS = STEPS[0]
