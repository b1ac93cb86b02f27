import type { BreakGlassOrders } from '../model/break-glass-orders.ts'
import { daysOf } from '../model/desk-days.ts'
import type { Language } from '../model/language.ts'
import type { Order } from '../model/order/order.ts'
import { type CutOffCount, comingCutOffs } from '../outbox/coming-cut-offs.ts'
import { type DeskTraffic, type DeskView, deskTraffic, deskView } from '../outbox/desk-view.ts'
import { breakGlassOrders } from '../outbox/export/bundle.ts'
import { type PickPage, type PickQuery, pickPage } from '../outbox/picks.ts'
import { type CallBack, type CallBackCounts, callBacks, countCallBacks } from '../outbox/refusals.ts'
import type { RecentArrivals } from '../outbox/route/recent-arrivals.ts'
import type { Sql } from '../outbox/sql.ts'
import type { Clock } from '../ports.ts'
import { copyRankOf, copyRanks } from '../profile/copy-routes.ts'
import { standingRules } from '../profile/standing-rules.ts'
import type { Supplier } from '../profile/supplier.ts'
import { readStoredOrder } from '../steps/commit.ts'

interface DeskPorts {
  readonly sql: Sql
  readonly arrivals: RecentArrivals
  readonly clock: Clock
  readonly supplier: Supplier
}

/** The calls of the order desk's pages, in addition to the calls of the Admin API. */
export const openDeskCalls = (ports: DeskPorts) => ({
  desk(): DeskView {
    const now = ports.clock.now()
    return ports.sql.atomically(() =>
      deskView(ports.sql, daysOf(ports.supplier.timeZone, now), now, copyRanks(ports.supplier)),
    )
  },
  deskTraffic(): DeskTraffic {
    const now = ports.clock.now()
    const routes = ports.supplier.routes.map(({ name }) => name)
    return deskTraffic(ports.arrivals, routes, daysOf(ports.supplier.timeZone, now), now)
  },
  deskCutOffs: (): CutOffCount[] => comingCutOffs(ports.sql, ports.clock.now(), copyRanks(ports.supplier)),
  /** All customers to call, as many as a desk can call in a day. */
  callBacks(): CallBackList {
    const days = daysOf(ports.supplier.timeZone, ports.clock.now())
    return ports.sql.atomically(() => ({
      callBacks: callBacks(ports.sql, days, MOST_CALL_BACKS, copyRankOf(ports.supplier)),
      counts: countCallBacks(ports.sql, days),
    }))
  },
  /** The orders that wait, to print. Default of `language`: the supplier's. */
  breakGlass: (language?: Language): BreakGlassOrders =>
    breakGlassOrders(ports, (orderId, version) => readStoredOrder(ports, orderId, version), language).page,
  /** The orders to pick for a delivery day, without their contents. */
  picks(query: PickQuery): PickPage {
    return ports.sql.atomically(() => pickPage(ports.sql, query, standingRules(ports.supplier)))
  },
  /** The contents of the first of these versions, at least of one; null for a purged or unreadable content. */
  contents(versions: readonly VersionKey[]): (Order | null)[] {
    const read: (Order | null)[] = []
    let lines = 0
    for (const { orderId, version } of versions.slice(0, MOST_CONTENTS)) {
      const order = readStoredOrder(ports, orderId, version)
      read.push(order)
      lines += order?.lines.length ?? 0
      if (lines > MOST_LINES) break
    }
    return read
  },
  /** The content of one version; null for a purged or unreadable content. */
  content: (orderId: string, version: number): Order | null => readStoredOrder(ports, orderId, version),
})

interface VersionKey {
  readonly orderId: string
  readonly version: number
}

/** The contents of one answer: more would keep the outbox from accepting orders. */
const MOST_CONTENTS = 25
const MOST_LINES = 500

interface CallBackList {
  readonly callBacks: readonly CallBack[]
  /** All customers, also those that the list leaves out. */
  readonly counts: CallBackCounts
}

const MOST_CALL_BACKS = 200
