import type { Order } from '../model/order/order.ts'
import { type DeskView, deskView } from '../outbox/desk-view.ts'
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
  desk: (): DeskView => deskView(ports.sql, ports.clock.now()),
  /** The content of one version; null for a purged or unreadable content. */
  content: (orderId: string, version: number): Order | null => readStoredOrder(ports, orderId, version),
})
