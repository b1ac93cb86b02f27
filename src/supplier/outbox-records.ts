import type { OutboxRecord } from '../outbox/earlier-history.ts'

/** The records that the gateway stores of every outbox, outside the outboxes. */
export interface OutboxRecords {
  /** Rejects only where no copy can be read. */
  list(): Promise<OutboxRecord[]>
  /** Rejects where a copy was not written. */
  keep(record: OutboxRecord): Promise<void>
}
