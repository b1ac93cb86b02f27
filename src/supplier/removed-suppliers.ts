import { closedReason } from '../model/outbox-closed.ts'
import type { DirectOccurrence } from '../outbox/alerts/direct-alert.ts'
import type { OutboxRecord } from '../outbox/earlier-history.ts'
import type { Clock } from '../ports.ts'
import { withTimeout } from '../web/time-limit.ts'
import type { OutboxRecords } from './outbox-records.ts'
import type { RemoteOutbox } from './remote-outbox.ts'

export interface RemovedPorts {
  readonly configured: readonly string[]
  readonly records: OutboxRecords
  readonly outbox: (supplier: string) => Pick<RemoteOutbox, 'routes'>
}

/** A supplier that the configuration no longer has, and whose orders no route sends. */
export interface RemovedSupplier {
  readonly record: OutboxRecord
  /** The number of open deliveries; null when the outbox did not answer. */
  readonly unsettled: number | null
  /** Why the outbox did not answer; null after an answer. */
  readonly why: string | null
}

const ANSWER_MS = 5_000

/** Suppliers without orders under way are left out, and so are suppliers whose orders another supplier has now. */
export async function findRemovedSuppliers({ configured, records, outbox }: RemovedPorts): Promise<RemovedSupplier[]> {
  const removed = (await records.list()).filter(({ supplier, movedTo }) => !configured.includes(supplier) && !movedTo)
  const found = await Promise.all(
    removed.map(async (record): Promise<RemovedSupplier> => {
      try {
        const routes = await withTimeout(ANSWER_MS, outbox(record.supplier).routes())
        return { record, unsettled: routes.reduce((sum, { unsettled }) => sum + unsettled, 0), why: null }
      } catch (error) {
        return { record, unsettled: null, why: closedReason(error) ?? 'Its outbox does not answer.' }
      }
    }),
  )
  return found.filter(({ unsettled }) => unsettled !== 0)
}

interface AlertRemovedPorts extends RemovedPorts {
  readonly clock: Clock
  /** Past the outbox, because a removed supplier has no alerts of its own. True once a channel accepted the alert. */
  readonly alert: (supplier: string, occurrence: DirectOccurrence) => Promise<boolean>
}

/** Alerts people once for each removal. The record of a supplier that is configured again forgets the alert. */
export async function alertRemovedSuppliers(ports: AlertRemovedPorts): Promise<void> {
  for (const { record, unsettled } of await findRemovedSuppliers(ports)) {
    if (unsettled === null || record.removalAlertedAt !== undefined) continue
    const { supplier } = record
    const why = { says: 'supplier-removed', supplier, count: String(unsettled) } as const
    if (await ports.alert(supplier, { kind: 'removed', cause: supplier, why }))
      await ports.records.keep({ ...record, removalAlertedAt: ports.clock.now() })
  }
}
