import type { Why } from '../alerts/why.ts'
import { localMoment } from '../model/local-time.ts'
import { raiseAlert, resolveAlert } from '../outbox/alerts/raise-alert.ts'
import { alertArrival } from '../outbox/answers/arrived-after-all.ts'
import { readDocumentId } from '../outbox/document-id.ts'
import { expectCouriers, nextSilence, takeOffline } from '../outbox/mailbox/courier-offline.ts'
import { type Caller, type Heartbeat, recordHeartbeat } from '../outbox/mailbox/couriers.ts'
import { fetchDocument } from '../outbox/mailbox/fetch-document.ts'
import * as mailbox from '../outbox/mailbox/mailbox.ts'
import {
  applyMailboxStatus,
  type CourierReport,
  type MailboxStatus,
  type Noted,
} from '../outbox/mailbox/mailbox-status.ts'
import type { TimeLimits } from '../outbox/mailbox/stale-documents.ts'
import { deleteLateContents } from '../outbox/order-contents.ts'
import type { HeldDelivery } from '../outbox/queue.ts'
import { routeNamed } from '../profile/route-named.ts'
import { alertHeld } from '../steps/lease-next.ts'
import { courierTimes } from '../transports/mailbox.ts'
import type { Dispatcher } from './dispatcher.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

export interface HeartbeatReply {
  /** Whether the courier holds the lease and so may collect uncollected documents. */
  readonly holds: boolean
  readonly leaseMs: number
  readonly documents: readonly mailbox.CourierEntry[]
}

/** For a removed route, which never has a document to collect. */
const NO_ROUTE = { receipt: 'transport', receiptDueMinutes: 60 } as const

/** The mailboxes of one supplier, from which the supplier's systems and couriers collect documents. */
export function openSupplierMailbox(
  ports: DispatcherPorts,
  dispatcher: Pick<Dispatcher, 'afterCommand' | 'wakeAtLatest'>,
) {
  const { sql, clock, supplier } = ports
  const expected = new Map(
    supplier.routes.flatMap((route) => {
      const { silentMs } = courierTimes(route)
      return silentMs === null ? [] : [[route.name, silentMs] as const]
    }),
  )
  expectCouriers(sql, expected, clock.now())

  function deadlineOf(name: string): mailbox.ReceiptDeadline {
    const { receipt, receiptDueMinutes } = routeNamed(supplier, name) ?? NO_ROUTE
    return { receipt, dueAt: clock.now() + receiptDueMinutes * 60_000 }
  }

  const limits = (): TimeLimits => ({ ages: ports.fallbackRules, now: clock.now() })

  /** Alerts, in the transaction of the call, about documents that the call found too late. */
  function inTime<T>(route: string, call: () => { readonly stale: readonly HeldDelivery[]; readonly answer: T }): T {
    const { stale, answer } = sql.atomically(() => {
      const done = call()
      alertHeld(
        done.stale.map((held) => ({ ...held, route })),
        ports,
      )
      return done
    })
    if (stale.length > 0) dispatcher.afterCommand()
    return answer
  }

  function whySilent(host: string, lastSeenAt: number): Why {
    const { date, time } = localMoment(lastSeenAt, supplier.timeZone)
    return host === ''
      ? { says: 'courier-never' }
      : { says: 'courier-silent', host, since: `${date} ${time.slice(0, 5)}` }
  }

  /** Sets the alarm for the time at which the next courier goes offline. */
  function expectNext(): void {
    const at = nextSilence(sql, expected)
    if (at !== null) dispatcher.wakeAtLatest(at)
  }

  return {
    /** The alarm. */
    watch(): void {
      if (expected.size === 0) return
      const silent = sql.atomically(() => {
        const found = takeOffline(sql, expected, clock.now())
        for (const { route, host, lastSeenAt } of found)
          raiseAlert(ports, { kind: 'courier', route, cause: 'offline', why: whySilent(host, lastSeenAt) })
        return found
      })
      if (silent.length > 0) dispatcher.afterCommand()
      expectNext()
    },
    expectNext,
    endpoints: {
      listMailbox: (route: string) => inTime(route, () => mailbox.listMailbox(sql, route, limits())),
      fetchDocument(route: string, id: string, caller: Caller | null = null) {
        const due = deadlineOf(route)
        const found = inTime(route, () => fetchDocument(sql, route, id, due, limits(), caller))
        if (typeof found !== 'string' && found.handedOver) dispatcher.wakeAtLatest(due.dueAt)
        return found
      },
      applyMailboxStatus(
        route: string,
        id: string,
        status: MailboxStatus,
        why: string | null,
        report: CourierReport | null = null,
      ): mailbox.MailboxRefusal | 'repeated' | Noted {
        const settled = sql.atomically(() => {
          const noted = applyMailboxStatus(sql, route, id, status, why, deadlineOf(route), clock.now(), report)
          if (typeof noted !== 'string' && status === 'failed') {
            const { replaced, ...delivery } = noted
            const cause = replaced ? { cause: 'replaced' } : {}
            raiseAlert(ports, {
              kind: 'refused',
              ...delivery,
              ...cause,
              route,
              why: why === null ? { says: 'not-taken-in' } : { words: why },
            })
          }
          const named = readDocumentId(id)
          if (named && noted === 'superseded' && status !== 'failed') alertArrival(ports, { ...named, route })
          if (named) deleteLateContents(sql, named.orderId)
          return noted
        })
        dispatcher.afterCommand()
        return settled
      },
      heartbeat(route: string, heartbeat: Heartbeat): HeartbeatReply {
        const { leaseMs } = courierTimes(routeNamed(supplier, route))
        const noted = sql.atomically(() => {
          const recorded = recordHeartbeat(sql, route, heartbeat, leaseMs, clock.now())
          for (const { code, text } of recorded.issues)
            raiseAlert(ports, { kind: 'courier', route, cause: code, why: text })
          for (const cause of recorded.wasOffline ? [...recorded.ended, 'offline'] : recorded.ended)
            resolveAlert(ports, { kind: 'courier', route, cause })
          return recorded
        })
        if (noted.wasOffline) expectNext()
        if (noted.wasOffline || noted.issues.length > 0 || noted.ended.length > 0) dispatcher.afterCommand()
        const list = () => mailbox.listForCourier(sql, route, heartbeat, noted.holds, limits())
        return { holds: noted.holds, leaseMs: noted.leaseMs, documents: heartbeat.leaving ? [] : inTime(route, list) }
      },
    },
  }
}
