import type { Alert } from '../alert.ts'
import { type AlertChannel, alertFailed, alertSent, nextAlert } from './alerts.ts'
import { incidentsDue } from './incidents.ts'
import type { Telling } from './tell.ts'
import { tendIncidents } from './tending.ts'

export interface TellerPorts extends Telling {
  /** False when it could not be sent now. */
  readonly sendAlert: (channel: AlertChannel, alert: Alert) => Promise<boolean>
  readonly fault: (error: unknown) => void
  /** Alerts were tried: some may have to be tried again later. */
  readonly tried: (now: number) => void
}

/** Speaks for one outbox: sends what is queued, and follows each trouble to its end. */
export interface Teller {
  /** Something may have ended. Looks at once, or soon where it looked just now. */
  look(): void
  /** When a look is due that no row tells of; infinity when none is. */
  lookAt(): number
  /** Each channel by itself: one that hangs holds up no other. */
  send(): Promise<void>
}

const CHANNELS = ['url', 'mail'] as const satisfies AlertChannel[]
/** A look can read every order of a storm: not after each of a thousand deliveries. */
const LOOK_EVERY_MS = 5_000

export function createTeller(ports: TellerPorts): Teller {
  const { sql, clock } = ports
  const telling = new Set<AlertChannel>()
  let lookedAt = Number.NEGATIVE_INFINITY
  let lookAt = Number.POSITIVE_INFINITY

  async function sendBy(channel: AlertChannel): Promise<void> {
    if (telling.has(channel)) return
    telling.add(channel)
    try {
      for (let tried = false; ; tried = true) {
        const now = clock.now()
        const due = nextAlert(sql, channel, now)
        if (!due) {
          if (tried) ports.tried(now)
          break
        }
        if (await ports.sendAlert(channel, due.alert).catch(() => false)) alertSent(sql, due.seq)
        else alertFailed(sql, due, clock.now())
      }
    } catch (error) {
      ports.fault(error)
    } finally {
      telling.delete(channel)
    }
  }

  return {
    look() {
      const now = clock.now()
      const due = incidentsDue(sql)
      if (due.count === 0) return
      if (now < lookedAt + LOOK_EVERY_MS && (due.at === null || now < due.at)) {
        lookAt = lookedAt + LOOK_EVERY_MS
        return
      }
      lookedAt = now
      lookAt = Number.POSITIVE_INFINITY
      sql.atomically(() => tendIncidents(ports))
    },
    lookAt: () => lookAt,
    async send() {
      await Promise.all(CHANNELS.map(sendBy))
    },
  }
}
