import type { Alert } from '../../alerts/alert.ts'
import type { AlertOutcome, Unsent } from '../../alerts/channels.ts'
import type { Channel } from '../../alerts/rules.ts'
import { err } from '../../result.ts'
import type { SubrequestBudget } from '../../subrequests.ts'
import { escalatedText, reasonText } from './alert-text.ts'
import {
  alertFailed,
  alertSent,
  type DueAlert,
  dueAlerts,
  markEscalated,
  nextAlert,
  queueAlert,
  retryNow,
} from './alerts.ts'
import { sweepIncidents } from './incident-sweep.ts'
import { incidentsDue, isOpen } from './incidents.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from './raise-alert.ts'

interface TellerPorts extends AlertPorts {
  readonly sendAlert: (channel: Channel, alert: Alert) => Promise<AlertOutcome>
  readonly fault: (error: unknown) => void
  /** Of requests to the outside, for each run of the alarm. */
  readonly budget: SubrequestBudget
  /** What is left to send goes in another run. */
  readonly handOver: () => void
  /** Alerts were tried: some may have to be tried again later. */
  readonly tried: (now: number) => void
}

/** Speaks for one outbox: sends what is queued, and follows each trouble to its end. */
interface Teller {
  /** Something may have ended. Looks at once, or soon where it looked just now. */
  look(): void
  /** When a look is due that no row tells of; infinity when none is. */
  nextCheckAt(): number
  /** Each channel by itself: one that hangs holds up no other. */
  send(): Promise<void>
}

const BROKEN = err({ why: { says: 'channel-fault' }, alone: true } as const)

/** A look can read every order of a storm: not after each of a thousand deliveries. */
const LOOK_EVERY_MS = 5_000

export function createAlertSender(ports: TellerPorts): Teller {
  const { sql, clock, alerts } = ports
  const escalateMs = alerts.escalateAfterMinutes * 60_000
  const sending = new Set<string>()
  /** Channels that failed rest until the alert that found out is tried again: the others would only fail too. */
  const restingUntil = new Map<string, number>()
  let lookedAt = Number.NEGATIVE_INFINITY
  let nextCheckAt = Number.POSITIVE_INFINITY

  async function sendBy(channel: Channel): Promise<void> {
    if (sending.has(channel.name)) return
    sending.add(channel.name)
    let escalated = false
    try {
      for (let tried = false; ; tried = true) {
        const now = clock.now()
        const isResting = now < (restingUntil.get(channel.name) ?? now)
        const due = isResting ? null : nextAlert(sql, channel.name, now)
        if (!due) {
          if (tried) ports.tried(now)
          break
        }
        if (ports.budget.left() === 0) {
          ports.handOver()
          break
        }
        const outcome = await ports.sendAlert(channel, due.alert).catch(() => BROKEN)
        if (outcome.ok) sent(channel, due)
        else if (failed(channel, due, outcome.error)) escalated = true
      }
    } catch (error) {
      ports.fault(error)
    } finally {
      sending.delete(channel.name)
    }
    if (escalated) await send()
  }

  async function send(): Promise<void> {
    await Promise.all(alerts.channels.map(sendBy))
  }

  function sent({ name }: Channel, { seq }: DueAlert): void {
    const wasResting = restingUntil.delete(name)
    sql.atomically(() => {
      alertSent(sql, seq)
      if (wasResting || isOpen(sql, { kind: 'channel', route: '', cause: name })) retryNow(sql, name, clock.now())
      resolveAlert(ports, { kind: 'channel', cause: name })
    })
  }

  /** True when another channel has been asked to tell it. */
  function failed(channel: Channel, due: DueAlert, { why, alone }: Unsent): boolean {
    const now = clock.now()
    const text = reasonText(why, ports.supplier)
    return sql.atomically(() => {
      // What waits behind it is held up by the same failure.
      const waiting = alone ? [due] : dueAlerts(sql, channel.name, now)
      const unasked = waiting.filter(({ escalated }) => !escalated)
      const overdue = unasked.filter(({ at }) => now - at >= escalateMs)
      for (const { alert } of overdue) escalate(channel, alert, text, now)
      const next = Math.min(...unasked.filter((one) => !overdue.includes(one)).map(({ at }) => at + escalateMs))
      // What comes while it rests must not wait longer for another channel.
      const nextAt = alertFailed(sql, due, text, alone ? next : Math.min(next, now + escalateMs), now)
      if (!alone && nextAt !== null) restingUntil.set(channel.name, nextAt)
      return overdue.length > 0
    })
  }

  function escalate({ name }: Channel, alert: Alert, why: string, now: number): void {
    markEscalated(sql, alert)
    const next = alerts.channels.slice(alerts.channels.findIndex((one) => one.name === name) + 1)
    const spare = next.find((one) => one.spare)
    if (spare) queueAlert(sql, spare.name, { ...alert, text: escalatedText(alert.text, name, ports.supplier) }, now)
    if (alert.kind !== 'channel')
      raiseAlert(ports, { kind: 'channel', cause: name, why: { says: 'channel-failed', channel: name, why } })
  }

  return {
    look() {
      const now = clock.now()
      const due = incidentsDue(sql)
      if (due.count === 0) return
      if (now < lookedAt + LOOK_EVERY_MS && (due.at === null || now < due.at)) {
        nextCheckAt = lookedAt + LOOK_EVERY_MS
        return
      }
      lookedAt = now
      nextCheckAt = Number.POSITIVE_INFINITY
      sql.atomically(() => sweepIncidents(ports))
    },
    nextCheckAt: () => nextCheckAt,
    send,
  }
}
