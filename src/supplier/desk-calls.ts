import type { BreakGlassOrders } from '../model/break-glass-orders.ts'
import { addDays, localDate, readMoment } from '../model/local-time.ts'
import type { Order } from '../model/order/order.ts'
import { type DeskView, deskView } from '../outbox/desk-view.ts'
import { breakGlassOrders } from '../outbox/export/bundle.ts'
import type { Sql } from '../outbox/sql.ts'
import type { Clock } from '../ports.ts'
import type { Supplier } from '../profile/supplier.ts'
import { readStoredOrder } from '../steps/commit.ts'

interface DeskPorts {
  readonly sql: Sql
  readonly clock: Clock
  readonly supplier: Supplier
}

/** The calls of the order desk's pages, in addition to the calls of the Admin API. */
export const openDeskCalls = (ports: DeskPorts) => ({
  desk(): DeskView {
    const now = ports.clock.now()
    const { timeZone } = ports.supplier
    const date = localDate(now, timeZone)
    const startOf = (day: string): number => readMoment(`${day}T00:00`, timeZone)?.instant ?? now
    const days = { date, zone: timeZone, today: startOf(date), yesterday: startOf(addDays(date, -1)) }
    const routes = ports.supplier.routes.map(({ name }) => name)
    return ports.sql.atomically(() => deskView(ports.sql, routes, days, now))
  },
  /** The orders that wait, to print. */
  breakGlass: (): BreakGlassOrders =>
    breakGlassOrders(ports, (orderId, version) => readStoredOrder(ports, orderId, version)).page,
  /** The content of one version; null for a purged or unreadable content. */
  content: (orderId: string, version: number): Order | null => readStoredOrder(ports, orderId, version),
})
