import { findingNote } from '../model/finding.ts'
import type { Lease } from '../outbox/queue.ts'
import { reminderFailed, takeReminder, type UnreadMail, unreadMails } from '../outbox/unread-mails.ts'
import { opensAt } from '../profile/opening.ts'
import { routeNamed } from '../profile/route-named.ts'
import type { Supplier } from '../profile/supplier.ts'
import { composeReminder } from '../steps/compose-reminder.ts'
import { deliverTest } from '../steps/deliver.ts'
import type { DispatchPorts } from '../steps/dispatch-ports.ts'

interface ReminderWork {
  readonly mailed: () => Promise<void>
  readonly fault: (error: unknown) => void
  /** A delivery becomes late at this time, unless a person confirms it. */
  readonly expect: (at: number) => void
}

/** A storm of orders is looked through once a minute, not after each mail. */
const LOOK_MS = 60_000

/** Mails a reminder, once, about each order that no person confirmed when its cut-off comes near. */
export function createReminders(ports: Omit<DispatchPorts, 'needsProbe'>, { mailed, fault, expect }: ReminderWork) {
  const { sql, clock, supplier } = ports
  const routes = supplier.routes
    .filter((route) => route.receipt === 'person' && route.reminderBeforeCutOffMinutes > 0)
    .map(({ name }) => name)
  let isSending = false
  let at = next()

  function next(): number {
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...unreadMails(sql, routes, clock.now()).map((mail) => reminderAt(mail, supplier)),
    )
  }

  /** Stores which reminders are due, in one transaction. */
  function take(now: number): Lease[] {
    return sql.atomically(() =>
      unreadMails(sql, routes, now).flatMap((mail) => {
        const due = reminderAt(mail, supplier)
        if (due > now) return []
        const alertAt = now + (mail.cutOff - now) / 2
        expect(alertAt)
        return [takeReminder(sql, mail, alertAt, now)]
      }),
    )
  }

  async function sendOne(lease: Lease): Promise<void> {
    const why = await failureOf(lease, { ...ports, needsProbe: () => false })
    if (why === null) return
    const now = clock.now()
    sql.atomically(() => reminderFailed(sql, lease, why, now))
    expect(now)
  }

  return {
    /** Sends the reminders that are due, unless an earlier call still sends them. */
    async send(): Promise<void> {
      if (isSending || clock.now() < at) return
      isSending = true
      at = Number.POSITIVE_INFINITY
      try {
        const due = take(clock.now())
        for (const lease of due) await sendOne(lease)
        at = next()
        await mailed()
      } catch (error) {
        at = clock.now() + LOOK_MS
        fault(error)
      } finally {
        isSending = false
      }
    },
    /** Call after attempts: a mail may have been handed over. */
    refresh(): void {
      if (routes.length > 0 && supplier.calendar) at = Math.min(at, clock.now() + LOOK_MS)
    },
    /** Time of the next reminder; infinity when none is due. */
    get at() {
      return at
    },
  }
}

async function failureOf(lease: Lease, ports: DispatchPorts): Promise<string | null> {
  const route = routeNamed(ports.supplier, lease.route)
  const reminder = route ? await composeReminder(lease, ports) : null
  if (!route || !reminder) return findingNote('reminder-unfit')
  const { outcome, note } = await deliverTest(reminder, route, ports)
  return outcome === 'delivered' || outcome === 'sent' ? null : note
}

/**
 * The configured time before the cut-off, but not before half of the time since the first mail has passed. While the
 * desk is closed the reminder waits for the opening, unless the cut-off comes first.
 */
function reminderAt({ delivery, cutOff, sentAt }: UnreadMail, supplier: Supplier): number {
  const route = routeNamed(supplier, delivery.route)
  const before = 60_000 * (route?.reminderBeforeCutOffMinutes ?? 0)
  const due = Math.max(cutOff - before, sentAt + (cutOff - sentAt) / 2)
  const open = opensAt(due, route?.pace?.opening, supplier.timeZone)
  return open < cutOff ? open : due
}
