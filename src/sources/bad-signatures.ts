import type { Alert } from '../alerts/alert.ts'
import { quietHoursEnd } from '../alerts/quiet-hours.ts'
import { localMinute } from '../model/local-time.ts'
import { resolvedText } from '../outbox/alerts/alert-text.ts'
import { directAlert } from '../outbox/alerts/direct-alert.ts'
import type { Incident } from '../outbox/alerts/incidents.ts'
import { type AlertRules, alertRules, operatorRules } from '../profile/alert-rules.ts'
import { supplierNamed } from '../profile/route-named.ts'
import type { Gateway, Supplier } from '../profile/supplier.ts'

/** The first part of the request path. Each entry point has its own key. */
export type EntryPoint = 'webhooks' | 'as2' | 'mailbox' | 'acknowledgements' | 'api' | 'console'

/**
 * Counts requests with a wrong signature or token in memory, so an attacker causes no storage writes, and no sender
 * is locked out. Cloudflare runs several instances; each counts alone and loses its count when the instance stops.
 */
export type BadSignatures = ReturnType<typeof createBadSignatureCounter>

interface BadSignaturePorts {
  /** The counts in the memory of the instance, shared by all its requests. */
  readonly counts: BadSignatureCounts
  readonly clock: { now(): number }
  readonly gateway: Gateway
  readonly tell: (alert: Alert, rules: AlertRules) => void
  /** Writes a data point to a metric of all instances. No decision depends on the metric. */
  readonly point: (supplier: string, at: EntryPoint) => void
}

export type BadSignatureCounts = Map<string, Count>

interface Count {
  readonly supplier: string
  readonly at: EntryPoint
  readonly since: number
  readonly times: number
  readonly lastAt: number
  readonly alertedAt: number | null
}

/** The webhook has its own alert kind, because customers see errors when the webhook's secret is wrong. */
const incidentKeyOf = (at: EntryPoint) =>
  at === 'webhooks' ? ({ kind: 'bad-signatures', cause: '' } as const) : ({ kind: 'access', cause: at } as const)

/** The id shared by all messages about one incident. */
const idOf = ({ supplier, at, since }: Count): string =>
  [supplier, incidentKeyOf(at).kind, incidentKeyOf(at).cause, since].filter((part) => part !== '').join(':')

/** Alert only after so many requests within the window: a few refused requests need no action. */
const MANY = 20
const WINDOW_MS = 600_000
const AGAIN_MS = 3_600_000

export function createBadSignatureCounter({ counts, clock, gateway, tell, point }: BadSignaturePorts) {
  /** Only the operator gives out the tokens of the Admin API and the console. */
  const rules = (supplier: string, at: EntryPoint): AlertRules =>
    at === 'api' || at === 'console' ? operatorRules(gateway, supplier) : alertRules(gateway, supplier)

  function sendAlert(count: Count, reader: Supplier, now: number): Count {
    const { supplier, at } = count
    const alerts = rules(supplier, at)
    if (quietHoursEnd(now, alerts.quietHours, reader.timeZone) > now) return count
    const why = {
      says: 'turned-away',
      count: String(count.times),
      since: localMinute(count.since, reader.timeZone),
    } as const
    const id = `${idOf(count)}:${count.times}`
    tell(directAlert({ ...incidentKeyOf(at), why }, { id, supplier, reader, publicUrl: alerts.publicUrl }), alerts)
    return { ...count, alertedAt: now }
  }

  /** Ends counts without a recent request, and sends `resolved` for alerted counts. */
  function look(): void {
    const now = clock.now()
    for (const [key, count] of counts) {
      const reader = supplierNamed(gateway, count.supplier)
      if (now - count.lastAt < AGAIN_MS) continue
      counts.delete(key)
      if (count.alertedAt !== null && reader) tell(recovery(count, reader), rules(count.supplier, count.at))
    }
  }

  return {
    /** Counts a refused request for a supplier in the configuration. */
    countRejected(supplier: string, at: EntryPoint): void {
      const reader = supplierNamed(gateway, supplier)
      if (!reader) return
      point(supplier, at)
      const now = clock.now()
      const key = `${at} ${supplier}`
      look()
      const known = counts.get(key)
      const goesOn = known && (known.alertedAt !== null || now - known.since <= WINDOW_MS)
      const count: Count = {
        ...(goesOn ? known : { supplier, at, since: now, times: 0, alertedAt: null }),
        lastAt: now,
      }
      const next = { ...count, times: count.times + 1 }
      const isDue = next.alertedAt === null ? next.times >= MANY : now - next.alertedAt >= AGAIN_MS
      counts.set(key, isDue ? sendAlert(next, reader, now) : next)
    },
    look,
  }
}

function recovery(count: Count, reader: Supplier): Alert {
  const { supplier, at, since, lastAt, times, alertedAt } = count
  const { kind, cause } = incidentKeyOf(at)
  const incident: Incident = {
    ...{ kind, route: '', cause, why: '', unannounced: 0, moreAt: null, messages: 1, messageKey: null },
    ...{ openedAt: since, lastAt, overAt: null, closedAt: null, times, lastMessageAt: alertedAt ?? lastAt },
  }
  return {
    id: `${idOf(count)}:resolved`,
    kind: 'resolved',
    of: kind,
    supplier,
    supplierName: reader.name,
    ...(cause === '' ? {} : { cause }),
    since: new Date(since).toISOString(),
    count: times,
    text: resolvedText(incident, lastAt, times, reader),
  }
}
