import type { Alert } from '../../alerts/alert.ts'
import type { Why } from '../../alerts/why.ts'
import type { Clock } from '../../ports.ts'
import type { AlertRules } from '../../profile/alert-rules.ts'
import type { Reader } from './alert-text.ts'
import { directAlert, directRecovery } from './direct-alert.ts'

/** Since when an outbox is closed, and the last alert about it. Milliseconds since 1970. */
export interface ClosedNote {
  readonly since: number
  /** 0 while no channel accepted the alert. */
  readonly alertedAt: number
  readonly reason: string
}

export interface ClosedAlertPorts {
  readonly name: string
  readonly supplier: Reader
  readonly alerts: Pick<AlertRules, 'publicUrl'>
  readonly clock: Clock
  /** Stored beside the tables of the outbox, because a closed outbox cannot trust its tables. */
  readonly note: { get(): ClosedNote | null; put(note: ClosedNote): void; delete(): void }
  /** Sends past the outbox; true once a channel accepted the alert. */
  readonly alertDirectly: (alert: Alert) => Promise<boolean>
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/** Alerts that an outbox is closed, and that it is open again. May be called at every request. */
export type ClosedAlert = ReturnType<typeof createClosedAlert>

const REPEAT_MS = 3_600_000
/** While no channel accepts the alert. Each call of a closed outbox would else be a call to each channel. */
const RETRY_MS = 60_000

/** A clock that jumped back must not stop the alerts, so a time in the future does not count. */
const isWithin = (since: number, ms: number, now: number): boolean => now >= since && now < since + ms

export function createClosedAlert(ports: ClosedAlertPorts) {
  const { name, supplier, clock } = ports
  let sending = false
  let triedAt = Number.NEGATIVE_INFINITY
  let note = guarded(() => ports.note.get()) ?? null

  function guarded<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch {
      ports.log({ event: 'closed-note-fault', supplier: name })
      return undefined
    }
  }

  /** Kept in memory too: a store that refuses the note must not cause one alert for every call. */
  function keep(kept: ClosedNote | null): void {
    note = kept
    guarded(() => (kept ? ports.note.put(kept) : ports.note.delete()))
  }

  async function send(alert: Alert, since: number): Promise<boolean> {
    sending = true
    const whole = { ...alert, incident: incidentOf(since), since: new Date(since).toISOString() }
    const taken = await ports.alertDirectly(whole).catch(() => false)
    sending = false
    return taken
  }

  const incidentOf = (since: number): string => `${name}:storage:${since}`
  const about = (id: string) => ({ id, supplier: name, reader: supplier, publicUrl: ports.alerts.publicUrl })

  return {
    async closed(reason: string, why: Why): Promise<void> {
      const now = clock.now()
      const isEarly = isWithin(triedAt, RETRY_MS, now) || isWithin(note?.alertedAt ?? 0, REPEAT_MS, now)
      if (sending || (note?.reason === reason && isEarly)) return
      triedAt = now
      const { since = now, alertedAt = 0 } = note ?? {}
      const alert = directAlert({ kind: 'storage', why }, about(`${incidentOf(since)}:${now}`))
      keep({ since, alertedAt: (await send(alert, since)) ? now : alertedAt, reason })
    },
    async opened(): Promise<void> {
      if (!note || sending) return
      const { since, alertedAt } = note
      const occurrence = { kind: 'storage', since, now: clock.now() } as const
      const alert = directRecovery(occurrence, about(`${incidentOf(since)}:resolved`))
      if (alertedAt === 0 || (await send(alert, since))) keep(null)
    },
  }
}
