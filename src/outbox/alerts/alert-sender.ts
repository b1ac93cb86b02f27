import type { Alert } from '../../alerts/alert.ts'
import type { AlertOutcome, Unsent } from '../../alerts/channels.ts'
import { err } from '../../model/result.ts'
import type { Secrets } from '../../ports.ts'
import type { Channel } from '../../profile/alert-rules.ts'
import { withSignedLink } from '../../web/links.ts'
import type { SubrequestBudget } from '../../web/subrequests.ts'
import { escalatedText, reasonText } from './alert-text.ts'
import { forgetAlerted, isAlerted, markAlerted } from './alerted-channels.ts'
import {
  alertFailed,
  alertSent,
  type DueAlert,
  dueAlerts,
  earlierMessageAt,
  markEscalated,
  nextAlert,
  postponeAlert,
  queueAlert,
  retryNow,
} from './alerts.ts'
import { LISTED, sweepIncidents } from './incident-sweep.ts'
import { incidentsDue, isOpen } from './incidents.ts'
import { coveringRoutes, mailCoverage, ordersOf } from './mail-coverage.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from './raise-alert.ts'

interface AlertSenderPorts extends AlertPorts {
  readonly sendAlert: (channel: Channel, alert: Alert) => Promise<AlertOutcome>
  readonly secrets: Secrets
  /** The name of the secret that signs links. Without the secret, a link needs a sign-in. */
  readonly linkSecret?: string | undefined
  readonly fault: (error: unknown) => void
  /** Limit of outgoing requests for each run of the alarm. */
  readonly budget: SubrequestBudget
  /** Starts another run for the alerts that are left. */
  readonly continueLater: () => void
  /** Called after attempts: some alerts may need another attempt later. */
  readonly tried: (now: number) => void
}

const BROKEN = err({ why: { says: 'channel-fault' }, alone: true } as const)

/** A mail of an order is mostly sent within this time. */
const MAIL_MS = 10_000

/** A check may read every order of a storm, so it does not run after each of a thousand deliveries. */
const LOOK_EVERY_MS = 5_000

/** Sends the queued alerts of an outbox, and resolves the incidents of the outbox. */
export function createAlertSender(ports: AlertSenderPorts) {
  const { sql, clock, alerts } = ports
  const escalateMs = alerts.escalateAfterMinutes * 60_000
  const sending = new Set<string>()
  /** Failed channels, until the next attempt of the alert that failed: other alerts would fail too. */
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
        if (needsNoAlert(channel, due, now)) continue
        if (ports.budget.left() === 0) {
          ports.continueLater()
          break
        }
        const outcome = await sendOne(channel, due).catch(() => BROKEN)
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

  /** The readers get a mail with the refused orders, or will. A mail that is not sent in time changes nothing. */
  function needsNoAlert(channel: Channel, due: DueAlert, now: number): boolean {
    const { seq, at, alert } = due
    const { kind, route = '' } = alert
    if (kind === 'statement') return false
    if (kind === 'resolved') return needsNoEnd(channel, due, now)
    const mails = mailCoverage(ports, channel, { kind, route }, ordersOf(alert, LISTED))
    if (mails === 'sent') alertSent(sql, seq)
    else if (mails === 'soon' && now < at + MAIL_MS) postponeAlert(sql, seq, now + MAIL_MS)
    else return false
    return true
  }

  /** A mail came in place of the alert, so the channel needs no end. An alert that still waits is sent before its end. */
  function needsNoEnd(channel: Channel, due: DueAlert, now: number): boolean {
    const { alert, seq } = due
    if (!isCovered(channel, alert)) return false
    const at = earlierMessageAt(sql, channel.name, due)
    if (at !== null) postponeAlert(sql, seq, Math.max(at, now + 1_000))
    else if (isAlerted(sql, channel.name, alert)) return false
    else alertSent(sql, seq)
    return true
  }

  const isCovered = (channel: Channel, { kind, of }: Alert): boolean => {
    const about = kind === 'resolved' ? of : kind
    return about !== undefined && about !== 'statement' && coveringRoutes(channel, about, ports.supplier).length > 0
  }

  async function sendOne(channel: Channel, { alert, at }: DueAlert): Promise<AlertOutcome> {
    const secret = ports.linkSecret === undefined ? undefined : ports.secrets.get(ports.linkSecret)
    return ports.sendAlert(channel, await withSignedLink(alert, at, { ...alerts, secret }))
  }

  async function send(): Promise<void> {
    await Promise.all(alerts.channels.map(sendBy))
  }

  function sent(channel: Channel, { seq, alert }: DueAlert): void {
    const { name } = channel
    const wasResting = restingUntil.delete(name)
    sql.atomically(() => {
      alertSent(sql, seq)
      if (alert.kind === 'resolved') forgetAlerted(sql, name, alert)
      else if (isCovered(channel, alert)) markAlerted(sql, name, alert)
      if (wasResting || isOpen(sql, { kind: 'channel-failed', route: '', cause: name }))
        retryNow(sql, name, clock.now())
      resolveAlert(ports, { kind: 'channel-failed', cause: name })
    })
  }

  /** Returns true when the alert was passed to a backup channel. */
  function failed(channel: Channel, due: DueAlert, { why, alone }: Unsent): boolean {
    const now = clock.now()
    const text = reasonText(why, ports.supplier)
    return sql.atomically(() => {
      // The same failure delays the alerts that wait behind this alert.
      const waiting = alone ? [due] : dueAlerts(sql, channel.name, now)
      const unasked = waiting.filter(({ escalated }) => !escalated)
      const overdue = unasked.filter(({ at }) => now - at >= escalateMs)
      for (const { alert } of overdue) escalate(channel, alert, text, now)
      const next = Math.min(...unasked.filter((alert) => !overdue.includes(alert)).map(({ at }) => at + escalateMs))
      // An alert that arrives meanwhile must not wait longer than this for a backup channel.
      const nextAt = alertFailed(sql, due, text, alone ? next : Math.min(next, now + escalateMs), now)
      if (nextAt === null) forgetAlerted(sql, channel.name, due.alert)
      if (!alone && nextAt !== null) restingUntil.set(channel.name, nextAt)
      return overdue.length > 0
    })
  }

  function escalate({ name }: Channel, alert: Alert, why: string, now: number): void {
    markEscalated(sql, alert)
    const next = alerts.channels.slice(alerts.channels.findIndex((channel) => channel.name === name) + 1)
    const backup = next.find((channel) => channel.backup)
    if (backup) queueAlert(sql, backup.name, escalated(alert, name), now)
    if (alert.kind !== 'channel-failed')
      raiseAlert(ports, { kind: 'channel-failed', cause: name, why: { says: 'channel-failed', channel: name, why } })
  }

  function escalated(alert: Alert, name: string): Alert {
    const { text, details } = alert
    return {
      ...alert,
      text: escalatedText(text, name, ports.supplier),
      ...(details ? { details: { ...details, what: escalatedText(details.what, name, ports.supplier) } } : {}),
    }
  }

  return {
    /** Checks the incidents now, or soon after a recent check. */
    look(): void {
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
    /** Time of a check that no row schedules; infinity when none is due. */
    nextCheckAt: () => nextCheckAt,
    /** Sends on all channels at once: a channel that hangs delays no other channel. */
    send,
  }
}
