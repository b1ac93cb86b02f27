import type { Alert } from '../alerts/alert.ts'
import { quietEnds } from '../alerts/quiet-hours.ts'
import type { AlertRules } from '../alerts/rules.ts'
import { localMinute } from '../local-time.ts'
import { overText } from '../outbox/alerts/alert-text.ts'
import { directAlert } from '../outbox/alerts/direct-alert.ts'
import type { Incident } from '../outbox/alerts/incidents.ts'
import type { Supplier } from '../profile/supplier.ts'

/**
 * Posts with a wrong signature, counted in the memory of this instance of the gateway: a stranger touches no storage.
 * Cloudflare runs many instances and ends them as it likes, so each counts and tells for itself, and what it counted ends with it.
 */
export interface Strangers {
  /** One more, for a supplier that exists. */
  turnedAway(supplier: string): void
  /** Whether it is over. */
  look(): void
}

interface StrangersPorts {
  /** The instance's memory: the same for every request that it answers. */
  readonly counts: StrangerCounts
  readonly clock: { now(): number }
  readonly rules: (supplier: string) => AlertRules
  readonly profile: (supplier: string) => Supplier | undefined
  readonly tell: (alert: Alert, rules: AlertRules) => void
  /** Counts across all instances, for whoever asks there; nothing is decided by it. */
  readonly point: (supplier: string) => void
}

export type StrangerCounts = Map<string, Count>

interface Count {
  readonly since: number
  readonly times: number
  readonly lastAt: number
  readonly saidAt: number | null
}

/** So many within so long: a slip of a chef's hand is not worth a word. */
const MANY = 20
const WINDOW_MS = 600_000
const AGAIN_MS = 3_600_000

export function countStrangers({ counts, clock, rules, profile, tell, point }: StrangersPorts): Strangers {
  function say(supplier: string, count: Count, reader: Supplier, now: number): Count {
    const alerts = rules(supplier)
    if (quietEnds(now, alerts.quiet, reader.timeZone) > now) return count
    const why = {
      says: 'turned-away',
      count: String(count.times),
      since: localMinute(count.since, reader.timeZone),
    } as const
    const id = `${supplier}:signatures:${count.since}:${count.times}`
    tell(directAlert({ kind: 'signatures', why }, { id, supplier, reader, publicUrl: alerts.publicUrl }), alerts)
    return { ...count, saidAt: now }
  }

  return {
    turnedAway(supplier) {
      const reader = profile(supplier)
      if (!reader) return
      point(supplier)
      const now = clock.now()
      const known = counts.get(supplier)
      const goesOn = known && (known.saidAt !== null || now - known.since <= WINDOW_MS)
      const count: Count = { ...(goesOn ? known : { since: now, times: 0, saidAt: null }), lastAt: now }
      const next = { ...count, times: count.times + 1 }
      const isDue = next.saidAt === null ? next.times >= MANY : now - next.saidAt >= AGAIN_MS
      counts.set(supplier, isDue ? say(supplier, next, reader, now) : next)
    },
    look() {
      const now = clock.now()
      for (const [supplier, count] of counts) {
        const reader = profile(supplier)
        if (now - count.lastAt < AGAIN_MS) continue
        counts.delete(supplier)
        if (count.saidAt !== null && reader) tell(recovery(supplier, count, reader), rules(supplier))
      }
    },
  }
}

function recovery(supplier: string, { since, lastAt, times, saidAt }: Count, reader: Supplier): Alert {
  const incident: Incident = {
    ...{ kind: 'signatures', route: '', cause: '', why: '', unsaid: 0, moreAt: null, messages: 1 },
    ...{ openedAt: since, lastAt, overAt: null, closedAt: null, times, saidAt: saidAt ?? lastAt },
  }
  return {
    id: `${supplier}:signatures:${since}:recovered`,
    kind: 'recovered',
    of: 'signatures',
    supplier,
    since: new Date(since).toISOString(),
    count: times,
    text: overText(incident, lastAt, times, reader),
  }
}
