import type { HealthPorts } from './health/health.ts'
import type { OutboxRecord } from './outbox/earlier-history.ts'
import type { AcceptPorts, Clock, Decryption, Secrets } from './ports.ts'
import type { Gateway } from './profile/supplier.ts'
import type { BadSignatures } from './sources/bad-signatures.ts'
import type { PollPorts } from './sources/poll.ts'
import type { OutboxCalls } from './supplier/removed-outbox.ts'

/** A supplier's outbox, seen from outside its object: every answer is a promise. */
export type RemoteOutbox = {
  readonly [Name in keyof OutboxCalls]: (
    ...args: Parameters<OutboxCalls[Name]>
  ) => Promise<ReturnType<OutboxCalls[Name]>>
}

/** The records that the gateway stores of every outbox, outside the outboxes. */
export interface OutboxRecords {
  /** Rejects only where no copy can be read. */
  list(): Promise<OutboxRecord[]>
  /** Rejects where a copy was not written. */
  keep(record: OutboxRecord): Promise<void>
}

/** The services of one request. `worker.ts` creates the services from the platform. */
export interface Services {
  readonly gateway: Gateway
  readonly clock: Clock
  readonly secrets: Secrets
  readonly deciphers: Decryption
  readonly outbox: (supplier: string) => RemoteOutbox
  readonly records: OutboxRecords
  readonly acceptPorts: (supplier: string) => AcceptPorts
  readonly health: HealthPorts
  readonly pollPorts: (supplier: string) => PollPorts
  readonly badSignatures: BadSignatures
}

export interface HonoEnv {
  Bindings: Services
}
