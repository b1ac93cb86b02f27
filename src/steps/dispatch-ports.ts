import type { Sql } from '../outbox/sql.ts'
import type {
  Buckets,
  ClientCertificates,
  Clock,
  Encryption,
  Network,
  NewId,
  Secrets,
  SendMail,
  TokenCache,
} from '../ports.ts'
import type { AlertRules } from '../profile/alert-rules.ts'
import type { Supplier } from '../profile/supplier.ts'

/** A step of an order: the order number, the route if any, and the outcome. Never order contents. */
export interface OrderProgress {
  readonly orderNumber: string
  readonly route?: string
  readonly outcome: string
}

/** The ports of `attemptDelivery`: one supplier's outbox from the inside. */
export interface DispatchPorts {
  /** The supplier's name in the URL. */
  readonly name: string
  readonly supplier: Supplier
  readonly alerts: AlertRules
  /** The gateway's address for receivers' systems, without a slash at the end. */
  readonly publicUrl?: string | undefined
  /** The name of the secret that signs the links in mails. */
  readonly linkSecret?: string | undefined
  /** Prints each step on a developer's own machine. Absent where a log would store the output. */
  readonly showProgress?: ((progress: OrderProgress) => void) | undefined
  readonly sql: Sql
  readonly clock: Clock
  readonly secrets: Secrets
  readonly wire: Network
  readonly mail: SendMail
  readonly buckets: Buckets
  readonly ciphers: Encryption
  readonly certificates: ClientCertificates
  readonly tokens: TokenCache
  /** Between 0 and 1. */
  readonly random: () => number
  readonly newId: NewId
  /** The route has not delivered since this object woke, or the route's last attempt failed. */
  readonly needsProbe: (route: string) => boolean
}
