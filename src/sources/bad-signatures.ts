import type { Alert } from '../alerts/alert.ts'
import { quietHoursEnd } from '../alerts/quiet-hours.ts'
import type { AlertRules } from '../alerts/rules.ts'
import { localMinute } from '../local-time.ts'
import { resolvedText } from '../outbox/alerts/alert-text.ts'
import { directAlert } from '../outbox/alerts/direct-alert.ts'
import type { Incident } from '../outbox/alerts/incidents.ts'
import type { Supplier } from '../profile/supplier.ts'

/** Where requests come in: the first part of their path. Each has a key of its own. */
export type EntryPoint = 'webhooks' | 'as2' | 'mailbox' | 'acknowledgements' | 'api'

/**
 * Requests with a wrong signature or token, counted in the memory of this instance of the gateway: they touch no storage, and
 * nobody is shut out because of them. Cloudflare runs many instances and ends them as it likes, so each counts and tells for
 * itself, and what it counted ends with it.
 */
export interface BadSignatures {
  /** One more, for a supplier that exists. */
  countRejected(supplier: string, at: EntryPoint): void
  /** Whether it is over. */
  look(): void
}

interface StrangersPorts {
  /** The instance's memory: the same for every request that it answers. */
  readonly counts: StrangerCounts
  readonly clock: { now(): number }
  readonly rules: (supplier: string, at: EntryPoint) => AlertRules
  readonly profile: (supplier: string) => Supplier | undefined
  readonly tell: (alert: Alert, rules: AlertRules) => void
  /** Counts across all instances, for whoever asks there; nothing is decided by it. */
  readonly point: (supplier: string, at: EntryPoint) => void
}

export type StrangerCounts = Map<string, Count>

interface Count {
  readonly supplier: string
  readonly at: EntryPoint
  readonly since: number
  readonly times: number
  readonly lastAt: number
  readonly saidAt: number | null
}

/** The webhook has a kind of its own, because customers see errors when its secret is wrong. */
const matterOf = (at: EntryPoint) =>
  at === 'webhooks' ? ({ kind: 'signatures', cause: '' } as const) : ({ kind: 'access', cause: at } as const)

/** The same for everything that is said of one trouble. */
const idOf = ({ supplier, at, since }: Count): string =>
  [supplier, matterOf(at).kind, matterOf(at).cause, since].filter((part) => part !== '').join(':')

/** So many within so long: a slip of a chef's hand is not worth a word. */
const MANY = 20
const WINDOW_MS = 600_000
const AGAIN_MS = 3_600_000

export function createBadSignatureCounter({
  counts,
  clock,
  rules,
  profile,
  tell,
  point,
}: StrangersPorts): BadSignatures {
  function say(count: Count, reader: Supplier, now: number): Count {
    const { supplier, at } = count
    const alerts = rules(supplier, at)
    if (quietHoursEnd(now, alerts.quiet, reader.timeZone) > now) return count
    const why = {
      says: 'turned-away',
      count: String(count.times),
      since: localMinute(count.since, reader.timeZone),
    } as const
    const id = `${idOf(count)}:${count.times}`
    tell(directAlert({ ...matterOf(at), why }, { id, supplier, reader, publicUrl: alerts.publicUrl }), alerts)
    return { ...count, saidAt: now }
  }

  return {
    countRejected(supplier, at) {
      const reader = profile(supplier)
      if (!reader) return
      point(supplier, at)
      const now = clock.now()
      const key = `${at} ${supplier}`
      const known = counts.get(key)
      const goesOn = known && (known.saidAt !== null || now - known.since <= WINDOW_MS)
      const count: Count = { ...(goesOn ? known : { supplier, at, since: now, times: 0, saidAt: null }), lastAt: now }
      const next = { ...count, times: count.times + 1 }
      const isDue = next.saidAt === null ? next.times >= MANY : now - next.saidAt >= AGAIN_MS
      counts.set(key, isDue ? say(next, reader, now) : next)
    },
    look() {
      const now = clock.now()
      for (const [key, count] of counts) {
        const reader = profile(count.supplier)
        if (now - count.lastAt < AGAIN_MS) continue
        counts.delete(key)
        if (count.saidAt !== null && reader) tell(recovery(count, reader), rules(count.supplier, count.at))
      }
    },
  }
}

function recovery(count: Count, reader: Supplier): Alert {
  const { supplier, at, since, lastAt, times, saidAt } = count
  const { kind, cause } = matterOf(at)
  const incident: Incident = {
    ...{ kind, route: '', cause, why: '', unsaid: 0, moreAt: null, messages: 1 },
    ...{ openedAt: since, lastAt, overAt: null, closedAt: null, times, saidAt: saidAt ?? lastAt },
  }
  return {
    id: `${idOf(count)}:recovered`,
    kind: 'recovered',
    of: kind,
    supplier,
    ...(cause === '' ? {} : { cause }),
    since: new Date(since).toISOString(),
    count: times,
    text: resolvedText(incident, lastAt, times, reader),
  }
}
