import type { Sql } from '../outbox/sql.ts'
import type { NewId } from '../ports.ts'
import type { AlertRules } from '../profile/alert-rules.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { TransportPorts } from '../transports/transport.ts'

/** A step of an order: the order number, the route if any, and the outcome. Never order contents. */
export interface OrderProgress {
  readonly orderNumber: string
  readonly route?: string
  readonly outcome: string
}

/** The ports of `attemptDelivery`: one supplier's outbox from the inside. */
export interface DispatchPorts extends Omit<TransportPorts, 'transportStore' | 'readVerdict' | 'signal'> {
  /** The supplier's name in the URL. */
  readonly name: string
  readonly supplier: Supplier
  readonly alerts: AlertRules
  /** The name of the secret that signs the links in mails. */
  readonly linkSecret?: string | undefined
  /** Prints each step on a developer's own machine. Absent where a log would store the output. */
  readonly showProgress?: ((progress: OrderProgress) => void) | undefined
  readonly sql: Sql
  /** Between 0 and 1. */
  readonly random: () => number
  readonly newId: NewId
  /** The route has not delivered since this object woke, or the route's last attempt failed. */
  readonly needsProbe: (route: string) => boolean
}
