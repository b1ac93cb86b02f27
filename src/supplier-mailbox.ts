import type { Dispatcher, DispatcherPorts } from './dispatcher.ts'
import { localMoment } from './local-time.ts'
import type { Why } from './outbox/alerts/alert-text.ts'
import { over, tell } from './outbox/alerts/tell.ts'
import { expectCouriers, nextSilence, takeSilent } from './outbox/mailbox/courier-silence.ts'
import { type Beat, beat, type Caller } from './outbox/mailbox/couriers.ts'
import * as mailbox from './outbox/mailbox/mailbox.ts'
import { type CourierSaying, type MailboxWord, type Noted, settleMailbox } from './outbox/mailbox/word.ts'
import { courierTimes } from './transports/mailbox.ts'

/** What a courier is told when it is heard of. */
export interface Heard {
  /** Whether it holds the lease: then it may take what nobody has taken. */
  readonly holds: boolean
  readonly leaseMs: number
  readonly documents: readonly mailbox.CourierEntry[]
}

/** Nothing is ever found on it. */
const NO_ROUTE = { receipt: 'transport', receiptDueMinutes: 60 } as const

/** The mailboxes of one supplier: what its own systems, and their couriers, collect. */
export function openSupplierMailbox(ports: DispatcherPorts, dispatcher: Pick<Dispatcher, 'acted' | 'tellBy'>) {
  const { sql, clock, supplier } = ports
  const expected = new Map(
    supplier.routes.flatMap((route) => {
      const { silentMs } = courierTimes(route)
      return silentMs === null ? [] : [[route.name, silentMs] as const]
    }),
  )
  expectCouriers(sql, expected, clock.now())

  function awaited(name: string): mailbox.Awaited {
    const { receipt, receiptDueMinutes } = routeCalled(name) ?? NO_ROUTE
    return { receipt, dueAt: clock.now() + receiptDueMinutes * 60_000 }
  }

  const routeCalled = (name: string) => supplier.routes.find((one) => one.name === name)

  function whySilent(host: string, heardAt: number): Why {
    const { date, time } = localMoment(heardAt, supplier.timeZone)
    return host === ''
      ? { says: 'courier-never' }
      : { says: 'courier-silent', host, since: `${date} ${time.slice(0, 5)}` }
  }

  /** The alarm rings again when the next courier should have been heard of. */
  function expectNext(): void {
    const at = nextSilence(sql, expected)
    if (at !== null) dispatcher.tellBy(at)
  }

  return {
    /** The alarm. */
    watch(): void {
      if (expected.size === 0) return
      const silent = sql.atomically(() => {
        const found = takeSilent(sql, expected, clock.now())
        for (const { route, host, heardAt } of found)
          tell(ports, { kind: 'courier', route, cause: 'silent', why: whySilent(host, heardAt) })
        return found
      })
      if (silent.length > 0) dispatcher.acted()
      expectNext()
    },
    expectNext,
    doors: {
      listMailbox: (route: string) => mailbox.listMailbox(sql, route),
      fetchDocument(route: string, id: string, caller: Caller | null = null) {
        const due = awaited(route)
        const found = mailbox.fetchDocument(sql, route, id, due, clock.now(), caller)
        if (typeof found !== 'string' && found.handedOver) dispatcher.tellBy(due.dueAt)
        return found
      },
      settleMailbox(
        route: string,
        id: string,
        word: MailboxWord,
        why: string | null,
        saying: CourierSaying | null = null,
      ): mailbox.MailboxRefusal | 'repeated' | Noted {
        const settled = sql.atomically(() => {
          const noted = settleMailbox(sql, route, id, word, why, awaited(route), clock.now(), saying)
          if (typeof noted !== 'string' && word === 'failed') {
            const { replaced, ...delivery } = noted
            const cause = replaced ? { cause: 'replaced' } : {}
            tell(ports, { kind: 'refused', ...delivery, ...cause, route, why: why ?? { says: 'not-taken-in' } })
          }
          return noted
        })
        dispatcher.acted()
        return settled
      },
      heartbeat(route: string, given: Beat): Heard {
        const { leaseMs } = courierTimes(routeCalled(route))
        const noted = sql.atomically(() => {
          const felt = beat(sql, route, given, leaseMs, clock.now())
          for (const { code, text } of felt.troubles) tell(ports, { kind: 'courier', route, cause: code, why: text })
          for (const cause of felt.wasSilent ? [...felt.ended, 'silent'] : felt.ended)
            over(ports, { kind: 'courier', route, cause })
          return felt
        })
        if (noted.wasSilent) expectNext()
        if (noted.wasSilent || noted.troubles.length > 0 || noted.ended.length > 0) dispatcher.acted()
        const documents = given.leaving ? [] : mailbox.listForCourier(sql, route, given, noted.holds)
        return { holds: noted.holds, leaseMs: noted.leaseMs, documents }
      },
    },
  }
}
