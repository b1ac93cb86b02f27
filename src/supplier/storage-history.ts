import type { Actor } from '../outbox/actions/action.ts'
import type { OutboxRecord } from '../outbox/earlier-history.ts'
import { beginAnew, missingHistory, noteRecorded, recordDue } from '../outbox/missing-history.ts'
import { storageIdOf } from '../outbox/storage-id.ts'
import { storageUse } from '../outbox/storage-use.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

/** The identity and the size of the storage, and orders that an earlier storage of the supplier had. */
export function createStorageHistory(
  ports: Pick<DispatcherPorts, 'sql' | 'clock' | 'name' | 'alerts' | 'storageBytes'>,
  afterCommand: <T>(result: T) => T,
) {
  const { sql, clock, name } = ports
  return {
    storage: () => ({
      ...{ storageId: storageIdOf(sql), missing: missingHistory(sql), configured: true },
      use: storageUse(ports, clock.now()),
    }),
    /**
     * A person confirms that new orders may be sent although earlier orders are missing. False when no orders were
     * missing.
     */
    begin: (actor: Actor): boolean => afterCommand(sql.atomically(() => beginAnew(sql, actor, clock.now()))),
    /** The record of this outbox that the gateway must store outside the outbox; null for an unchanged record. */
    recordDue(about: Pick<OutboxRecord, 'account' | 'jurisdiction'>): OutboxRecord | null {
      const record = { supplier: name, storageId: storageIdOf(sql), ...about }
      return recordDue(sql, record, clock.now()) ? record : null
    },
    recorded: (record: OutboxRecord): void => noteRecorded(sql, record, clock.now()),
  }
}
