import { reasonText } from '../outbox/alerts/alert-text.ts'
import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import {
  customerOf,
  type DueNotice,
  holdReasonOf,
  isStillDue,
  leaseNotice,
  recordNoticeAttempt,
} from '../outbox/notices.ts'
import { deleteLateContents, purgedAtOf } from '../outbox/order-contents.ts'
import { addTimelineEntry } from '../outbox/timeline.ts'
import type { SendMail } from '../ports.ts'
import type { Supplier } from '../profile/supplier.ts'
import { noticeHtml } from '../steps/notice-mail.ts'
import { isRefusedForGood } from '../transports/email/mail-errors.ts'
import { withTimeout } from '../web/time-limit.ts'

interface CustomerNoticePorts extends AlertPorts {
  readonly supplier: Supplier
  readonly mail: SendMail
}

const SEND_MS = 10_000
/** Longer than an attempt, so a notice with an expired lease has no running attempt. */
const LEASE_MS = 60_000
const RETRY_MS = [30_000, 120_000, 600_000]
/** After this time the gateway alerts the desk instead, because the goods may be wanted tomorrow. */
const GIVE_UP_MS = 3_600_000

interface MailerWork {
  /** Called after notices were attempted. */
  readonly mailed: () => Promise<void>
  readonly fault: (error: unknown) => void
}

/** Sends the due customer notices, unless an earlier call still sends them. */
export function createCustomerMailer(ports: CustomerNoticePorts, { mailed, fault }: MailerWork): () => Promise<void> {
  let isMailing = false
  return async () => {
    if (isMailing) return
    isMailing = true
    try {
      if (await mailCustomerNotices(ports)) await mailed()
    } catch (error) {
      fault(error)
    } finally {
      isMailing = false
    }
  }
}

/**
 * Sends the due customer notices one at a time. Returns whether any was attempted, because a failed notice becomes
 * due again.
 */
async function mailCustomerNotices(ports: CustomerNoticePorts): Promise<boolean> {
  const { sql, clock } = ports
  for (let tried = false; ; tried = true) {
    const notice = sql.atomically(() => leaseNotice(sql, clock.now(), LEASE_MS))
    if (!notice) return tried
    const failure = isStillDue(sql, notice) ? await send(notice, ports) : MEANWHILE
    sql.atomically(() => {
      record(notice, failure, ports)
      deleteLateContents(sql, notice.orderId)
    })
  }
}

interface Failure {
  /** For the order's view. */
  readonly why: string
  /** The reason for the desk, in the desk's language. */
  readonly says?: 'mail-refused' | 'mail-failed' | 'mail-ended'
  /** `again`: retry later. `desk`: the desk must inform the customer. `over`: no notice is needed. */
  readonly next: 'again' | 'desk' | 'over'
}

const MEANWHILE: Failure = { why: 'It waits for that no longer.', next: 'over' }

async function send(
  { to, subject, text, orderId }: DueNotice,
  { sql, supplier, mail }: CustomerNoticePorts,
): Promise<Failure | null> {
  const { customerNotices: settings, orderDesk } = supplier
  if (settings === false) return { why: 'Customers are mailed no more.', says: 'mail-ended', next: 'desk' }
  const replyTo = orderDesk?.mail === undefined ? {} : { replyTo: orderDesk.mail }
  try {
    const html = noticeHtml({ subject, text }, customerOf(sql, orderId), supplier)
    await withTimeout(SEND_MS, mail({ from: settings.from, to: [to], ...replyTo, subject, text, html }))
    return null
  } catch (error) {
    return isRefusedForGood(error)
      ? { why: 'Cloudflare refuses it.', says: 'mail-refused', next: 'desk' }
      : { why: 'Cloudflare did not take it.', says: 'mail-failed', next: 'again' }
  }
}

function record(notice: DueNotice, failure: Failure | null, ports: CustomerNoticePorts): void {
  const { sql, clock } = ports
  const { orderId, version, to, at, attempts } = notice
  const now = clock.now()
  if (!failure) {
    recordNoticeAttempt(sql, notice, { nextAt: null, sentAt: now, failure: null })
    addTimelineEntry(sql, orderId, {
      at: now,
      event: 'customer-notified',
      version,
      route: null,
      text: `by mail to ${to}`,
    })
    return
  }
  const { why, says = 'mail-failed', next } = failure
  // An erase during the attempt deleted the mail, so no attempt can follow and nobody can forward the text.
  const isErased = purgedAtOf(sql, orderId) !== null
  const again = next === 'again' && now - at < GIVE_UP_MS && !isErased
  const nextAt = again ? now + (RETRY_MS[attempts - 1] ?? 600_000) : null
  recordNoticeAttempt(sql, notice, { nextAt, sentAt: null, failure: why })
  if (again || next === 'over') return
  const reason = reasonText({ says }, ports.supplier)
  raiseAlert(ports, {
    ...(notice.occasion !== 'held'
      ? { kind: 'customer-not-notified', why: reason }
      : {
          kind: 'held',
          cause: holdReasonOf(sql, notice) ?? 'invalid',
          why: { says: 'customer-unreached', why: reason },
        }),
    orderId,
    version,
    ...(isErased ? {} : { forward: `${notice.subject}\n\n${notice.text}` }),
  })
}
