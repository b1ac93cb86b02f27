import type { AccessKeys } from './access/access-token.ts'
import type { Attempts } from './access/attempts.ts'
import type { HealthPorts } from './health/health.ts'
import type { Clock, Decryption, OutgoingMail, ReadAsset, Secrets } from './ports.ts'
import type { Gateway } from './profile/supplier.ts'
import type { BadSignatures } from './sources/bad-signatures.ts'
import type { PollPorts } from './sources/poll.ts'
import type { AcceptPorts, KeptCalls, PendingCalls } from './steps/accept-ports.ts'
import type { OutboxRecords } from './supplier/outbox-records.ts'
import type { RemoteOutbox } from './supplier/remote-outbox.ts'

/** The services of one request. `worker.ts` creates the services from the platform. */
export interface Services {
  readonly gateway: Gateway
  readonly clock: Clock
  readonly secrets: Secrets
  readonly deciphers: Decryption
  readonly outbox: (supplier: string) => RemoteOutbox
  readonly records: OutboxRecords
  readonly acceptPorts: (supplier: string) => AcceptPorts
  /** Calls to the supplier's outbox that ended requests have left. */
  readonly pending: (supplier: string) => PendingCalls & KeptCalls
  readonly health: HealthPorts
  readonly pollPorts: (supplier: string) => PollPorts
  readonly badSignatures: BadSignatures
  readonly attempts: Attempts
  readonly accessKeys: AccessKeys
  /** Whether the gateway runs on the user's machine: only `npm start` says so. */
  readonly isLocal: boolean
  /** The command that sends a test order to a gateway on the user's machine. */
  readonly orderCommand: string
  readonly readAsset: ReadAsset
  readonly localMails: () => readonly LocalMail[]
}

/** A mail of a gateway on a laptop, which sends none. */
export interface LocalMail extends OutgoingMail {
  /** Names the mail in addresses. */
  readonly id: string
  readonly at: number
}

export interface HonoEnv {
  Bindings: Services
}
